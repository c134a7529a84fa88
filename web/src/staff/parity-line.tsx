import type { JSX } from "preact";
import { marks, type Parity } from "../state/parity";
import { say } from "./staff-words";

const kMost = 10; // marks a channel
const kMarked = 2; // channels: with more, the words alone must do

/** How many questions were taken of each channel: as marks, and in words. */
export function ParityLine({ parity }: { parity: Parity }): JSX.Element {
  return (
    <div class="parity" role="group" aria-label={say("parityLabel")}>
      {parity.shares.map((share) => {
        const { filled, empty } = marks(share, parity.shares.length > kMarked ? 0 : kMost);
        return (
          <div key={share.group}>
            <b>{say(`channel_${share.group}`)}</b>
            {filled + empty > 0 && (
              <span class="dots" aria-hidden="true">
                {Array.from({ length: filled + empty }, (_, at) => (
                  <i key={at} class={at < filled ? "f" : ""} />
                ))}
              </span>
            )}
            {say("shareOf", { taken: share.taken, of: share.of })}
          </div>
        );
      })}
    </div>
  );
}

/** One sentence when a channel lags behind; no alarm. */
export function Nudge({ parity }: { parity: Parity }): JSX.Element | null {
  if (parity.nudge === null || parity.nudge.position === 1) return null;
  const { group, position } = parity.nudge;
  return (
    <p class="nudge">
      <b>{say(`waitsLonger_${group}`)}</b> {say("thinkOf", { position })}
    </p>
  );
}
