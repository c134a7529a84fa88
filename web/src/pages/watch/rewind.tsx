import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { clock } from "../../i18n/time";
import type { Away } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { backTo } from "./playable";
import { say } from "./player-words";
import type { Picture } from "./use-picture";

/** Milliseconds from the end that still count as live, and how far one key press goes. */
const kStep = 10_000;

/** The bar on which viewers go back to the start of a running meeting, with marks where the camera was away. */
export function Rewind(props: { meeting: Meeting; picture: Picture; now: number }): JSX.Element | null {
  const { meeting, picture } = props;
  const [held, setHeld] = useState<number | null>(null);
  const from = backTo(meeting, props.now);
  const to = props.now + meeting.skew;
  if (from === null || picture.mode === "text") return null;
  const shown = picture.state.kind === "playing" ? (picture.state.shown ?? to) : to;
  const at = Math.min(held ?? shown, to);
  const isLive = to - at < 2 * kStep;

  const go = (value: number) => {
    setHeld(null);
    if (to - value < 2 * kStep) picture.player?.toLive();
    else picture.player?.toTime(value);
  };
  return (
    <label class="rewind">
      <span class="vh">{say("rewind")}</span>
      <span class="meta" aria-hidden="true">
        {clock(from)}
      </span>
      <span class="rewind-line">
        <input
          type="range"
          min={from}
          max={to}
          step={kStep}
          value={at}
          aria-valuetext={isLive ? say("live") : clock(at)}
          onInput={(event) => setHeld(event.currentTarget.valueAsNumber)}
          onChange={(event) => go(event.currentTarget.valueAsNumber)}
        />
        {meeting.top.away.map((gap) => (
          <i key={gap.from} style={placeOf(gap, from, to)} />
        ))}
      </span>
      <span class="meta" aria-hidden="true">
        {isLive ? say("live") : clock(at)}
      </span>
    </label>
  );
}

/** Where a mark lies on the bar, in parts of its length. */
function placeOf(gap: Away, from: number, to: number): Record<string, number> {
  const part = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
  return { "--from": part(gap.from), "--to": part(gap.to ?? to) };
}
