import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "../../ui/dialog";
import { say } from "./camera-words";

const kHold = 1000; // ms. Long enough not to happen in a pocket, short enough not to be a game.

/**
 * Stops after being held for a second, by finger, mouse, space or Enter. A screen reader's press has no length: it
 * opens a question instead.
 */
export function HoldToStop({ onStop, onTooShort }: { onStop: () => void; onTooShort: () => void }): JSX.Element {
  const [holding, setHolding] = useState(false);
  const [asking, setAsking] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** A press that we have measured ourselves; the click that follows it says nothing new. */
  const measured = useRef(false);

  useEffect(() => () => clearTimeout(timer.current), []);

  function begin(): void {
    measured.current = true;
    if (timer.current !== undefined) return;
    setHolding(true);
    timer.current = setTimeout(() => {
      end(true);
      onStop();
    }, kHold);
  }

  function end(done: boolean): void {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    setHolding(false);
    if (!done) onTooShort();
  }

  const isPress = (event: KeyboardEvent): boolean => event.key === " " || event.key === "Enter";
  return (
    <>
      <button
        type="button"
        class={holding ? "go stop holding" : "go stop"}
        onPointerDown={(event) => event.button === 0 && begin()}
        onPointerUp={() => end(false)}
        onPointerCancel={() => end(false)}
        onPointerLeave={() => end(false)}
        onKeyDown={(event) => isPress(event) && begin()}
        onKeyUp={(event) => isPress(event) && end(false)}
        onBlur={() => end(false)}
        onContextMenu={(event) => event.preventDefault()}
        onClick={() => {
          if (!measured.current) setAsking(true);
          measured.current = false;
        }}
      >
        <i class="sq" />
        {say(holding ? "keepHolding" : "holdToStop")}
      </button>
      {asking && (
        <Dialog title={say("stopTitle")} onClose={() => setAsking(false)}>
          <p>{say("stopText")}</p>
          <p class="acts">
            <button type="button" class="btn big danger-fill" onClick={onStop}>
              {say("stopNow")}
            </button>
            <button type="button" class="btn big" onClick={() => setAsking(false)}>
              {say("stayLive")}
            </button>
          </p>
        </Dialog>
      )}
    </>
  );
}
