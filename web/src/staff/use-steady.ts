import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { caughtUp, followed, nothingShown, shifted, unseen, type Row, type Steady } from "../state/steady";

/** Milliseconds after a touch for which a list holds still: a second touch must not meet another row. */
const kLinger = 1_200;
/** Milliseconds that a list takes to be drawn anew once it is free, generously. */
const kTurn = 300;

export interface SteadyList {
  readonly rows: readonly Row[];
  /** Arrived and not shown yet; of an eager list, only while it is held for longer than a touch. */
  readonly unseen: number;
  /** Put these on the element that holds the rows. */
  readonly hold: {
    readonly onPointerDown: () => void;
    readonly onPointerMove: () => void;
    readonly onKeyDown: () => void;
    readonly onFocusOut: () => void;
    readonly ref: (element: HTMLElement | null) => void;
  };
  /** The next change may move rows, though the focus is here: whoever asks moves the focus along. */
  readonly release: () => void;
  /** Shows everything as it is now. */
  readonly catchUp: () => void;
  /** The person has moved a row. */
  readonly shift: (id: string, before: string | null) => void;
}

/** Keeps a list still while a finger, the pointer or the keyboard's focus is in it; see state/steady. */
export function useSteady(latest: readonly string[], eager: boolean): SteadyList {
  const [shown, setShown] = useState<Steady>(nothingShown);
  const [late, setLate] = useState(false);
  const [turn, setTurn] = useState(0); // Counts up when the list may have become free.
  const touchedAt = useRef(-kLinger);
  const released = useRef(false);
  const element = useRef<HTMLElement | null>(null);
  const key = latest.join(" ");

  useLayoutEffect(() => {
    const now = Date.now();
    const focused = element.current?.querySelector(":focus-visible") ?? null;
    const rest = touchedAt.current + kLinger - now;
    const frozen = !released.current && (focused !== null || rest > 0);
    released.current = false;
    setShown((before) => followed(before, latest, frozen, eager));
    if (rest <= 0) return;
    const timer = setTimeout(() => setTurn((count) => count + 1), rest);
    return () => clearTimeout(timer);
  }, [key, eager, turn]);

  const missing = unseen(shown, latest);
  useEffect(() => {
    if (!eager || missing === 0) return setLate(false);
    const timer = setTimeout(() => setLate(true), kLinger + kTurn);
    return () => clearTimeout(timer);
  }, [eager, missing === 0]);

  const touch = useCallback(() => {
    touchedAt.current = Date.now();
    setTurn((count) => count + 1);
  }, []);
  const move = useCallback(() => {
    touchedAt.current = Date.now();
  }, []);
  // The element that has the focus next is known only after this event.
  const leave = useCallback(() => void setTimeout(() => setTurn((count) => count + 1)), []);
  const ref = useCallback((next: HTMLElement | null) => void (element.current = next), []);

  return {
    rows: shown.rows,
    unseen: eager && !late ? 0 : missing,
    hold: { onPointerDown: touch, onPointerMove: move, onKeyDown: touch, onFocusOut: leave, ref },
    release: () => void (released.current = true),
    catchUp: () => {
      touchedAt.current = -kLinger;
      setShown(caughtUp(latest));
    },
    shift: (id, before) => setShown((now) => shifted(now, id, before)),
  };
}
