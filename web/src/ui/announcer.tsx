import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Milliseconds between two polite announcements: a queue that talks all the time is switched off. */
export const kQuiet = 10_000;

/**
 * Reads `message` out politely, at most every ten seconds; where it changes in that time, the last. `onSaid` is called
 * when it was, so that news gathered since can begin anew.
 */
export function Announcer({ message, onSaid }: { message: string; onSaid?: () => void }): JSX.Element {
  const [said, setSaid] = useState("");
  const lastAt = useRef(-kQuiet);
  useEffect(() => {
    if (message === "") return;
    const wait = Math.max(0, lastAt.current + kQuiet - Date.now());
    const timer = setTimeout(() => {
      lastAt.current = Date.now();
      setSaid(message);
      onSaid?.();
    }, wait);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <p class="vh" role="status" aria-live="polite">
      {said}
    </p>
  );
}
