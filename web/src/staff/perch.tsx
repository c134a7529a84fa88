import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../ui/icon";
import { refusalWords } from "../ui/refusal";
import { Toast } from "../ui/toast";
import { decided } from "./decided";
import { kUndoFor, type Desk } from "./desk";
import { say } from "./staff-words";

const kRefusedFor = 15_000; // ms

/** A place kept free for what was just decided, with Undo while that is possible, or for what was refused. */
export function Perch({ desk, now }: { desk: Desk; now: number }): JSX.Element {
  const { decision, refused } = desk;
  useEffect(() => {
    if (!refused) return;
    const timer = setTimeout(desk.dismiss, kRefusedFor);
    return () => clearTimeout(timer);
  }, [refused]);
  return (
    <div class="perch">
      {refused ? (
        <div class="toast refused-note" role="alert">
          <Icon name="warn" />
          <span class="grow">{refusalWords(refused.refused)}</span>
          <button type="button" class="btn" onClick={desk.dismiss}>
            {say("close")}
          </button>
        </div>
      ) : (
        decision && (
          <Toast text={decided(decision.command, decision.as)}>
            <span class="nowrap n" aria-hidden="true">
              {say("secondsLeft", {
                seconds: Math.min(kUndoFor / 1000, Math.max(1, Math.ceil((decision.until - now) / 1000))),
              })}
            </span>
            <button type="button" class="btn" onClick={desk.undo}>
              <Icon name="undo" />
              {say("undo")}
            </button>
          </Toast>
        )
      )}
    </div>
  );
}
