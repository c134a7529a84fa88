import type { JSX } from "preact";
import { marks, type Parity, type Side } from "../state/parity";
import { say } from "./staff-words";

const kMost = 10; // marks a side

/** How many questions were taken from the hall and from the web: as marks, and in words. */
export function ParityLine({ parity }: { parity: Parity }): JSX.Element {
  return (
    <div class="parity" role="group" aria-label={say("parityLabel")}>
      {(["floor", "web"] as const satisfies readonly Side[]).map((side) => {
        const share = parity[side];
        const { filled, empty } = marks(share, kMost);
        return (
          <div key={side}>
            <b>{say(side)}</b>
            <span class="dots" aria-hidden="true">
              {Array.from({ length: filled + empty }, (_, at) => (
                <i key={at} class={at < filled ? "f" : ""} />
              ))}
            </span>
            {say("shareOf", { taken: share.taken, of: share.of })}
          </div>
        );
      })}
    </div>
  );
}

/** One sentence when a side lags behind; no alarm. */
export function Nudge({ parity }: { parity: Parity }): JSX.Element | null {
  if (parity.nudge === null || parity.nudge.position === 1) return null;
  const { side, position } = parity.nudge;
  return (
    <p class="nudge">
      <b>{say(`waitsLonger_${side}`)}</b> {say("thinkOf", { position })}
    </p>
  );
}
