import { useCallback, useEffect, useState } from "preact/hooks";

/** A choice that stays in this browser. */
export function useKept<Choice>(
  kept: () => Choice,
  keep: (choice: Choice) => void,
): [Choice, (choice: Choice) => void] {
  const [choice, set] = useState(kept);
  const choose = useCallback(
    (next: Choice) => {
      keep(next);
      set(() => next);
    },
    [keep],
  );
  return [choice, choose];
}

/** Whether nobody can see the page: another tab, another app, a locked screen. */
export function useHidden(): boolean {
  const [hidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const look = (): void => setHidden(document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return hidden;
}
