import { useLayoutEffect } from "preact/hooks";
import { isForPage } from "../../ui/for-page";
import { keyAction, type KeyAction } from "./keys";

/** What presses a button, follows a link or moves between tabs belongs to those. */
const kOwn = "button, a, summary, [role=tab], input";

/** The picture's keys, for as long as they are on. */
export function useKeys(on: boolean, act: (action: KeyAction) => void): void {
  useLayoutEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent): void => {
      const action = isForPage(event) ? keyAction(event.key) : null;
      const target = event.target instanceof Element ? event.target : null;
      if (action === null || (event.key.length > 1 || event.key === " " ? target?.closest(kOwn) : false)) return;
      if (event.repeat && action !== "back" && action !== "on") return;
      event.preventDefault();
      act(action);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}
