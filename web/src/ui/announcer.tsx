import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Milliseconds between two polite announcements: a queue that talks all the time is switched off. */
export const kQuiet = 10_000;

/**
 * Reads `message` out politely, at most every ten seconds; of several in that time the last. The same words again are
 * not said again.
 */
export function Announcer({ message }: { message: string }): JSX.Element {
  const [said, setSaid] = useState("");
  const lastAt = useRef(-kQuiet);
  useEffect(() => {
    if (message === "" || message === said) return;
    const wait = Math.max(0, lastAt.current + kQuiet - Date.now());
    const timer = setTimeout(() => {
      lastAt.current = Date.now();
      setSaid(message);
    }, wait);
    return () => clearTimeout(timer);
  }, [message, said]);
  return (
    <p class="vh" role="status" aria-live="polite">
      {said}
    </p>
  );
}
