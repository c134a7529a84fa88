import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { nextChosen } from "./chosen";

export interface Choice {
  readonly chosen: string | null;
  /** With `focus`, the question's row is focused, too. */
  readonly choose: (id: string | null, focus: boolean) => void;
  /** Chooses the one after or before. */
  readonly step: (by: 1 | -1) => void;
}

/** The chosen question; when it leaves the list, the one that takes its place. */
export function useChosen(ids: readonly string[]): Choice {
  const [wanted, setWanted] = useState<string | null>(null);
  const before = useRef<readonly string[]>([]);
  const focus = useRef(false);
  const chosen = nextChosen(before.current, ids, wanted);
  useLayoutEffect(() => {
    before.current = ids;
    if (chosen !== wanted) setWanted(chosen);
  }, [ids, chosen, wanted]);
  useLayoutEffect(() => {
    if (focus.current) document.querySelector<HTMLElement>(".reading .chosen")?.focus();
    focus.current = false;
  }, [chosen]);

  function choose(id: string | null, move: boolean): void {
    focus.current = move;
    setWanted(id);
  }

  return {
    chosen,
    choose,
    step(by) {
      const at = chosen === null ? -1 : ids.indexOf(chosen);
      choose(ids[at < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, at + by))] ?? null, true);
    },
  };
}
