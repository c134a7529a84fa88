import type { ComponentChildren, JSX } from "preact";
import { clock, day, dayAndClock, distance } from "../../i18n/time";
import type { Meeting } from "../../state/meeting";
import { air } from "../../state/select";
import { say } from "./player-words";

/** Where there is no picture to play: why, and what comes. */
export function Slate({ meeting, now }: { meeting: Meeting; now: number }): JSX.Element {
  const { starts, started_at: from, recording } = meeting.top;
  switch (air(meeting)) {
    case "ended":
      return (
        <SlateWords above={from === null ? null : day(from)} title={say("endedThanks")}>
          {say(recording === "none" ? "recordingNone" : "recordingSoon")}
        </SlateWords>
      );
    case "not_started":
      return (
        <SlateWords above={starts === null ? null : day(starts)} title={startsWords(starts, now)}>
          {say("pictureHere")}
        </SlateWords>
      );
    case "rehearsal":
      return (
        <SlateWords above={starts === null ? null : dayAndClock(starts)} title={say("rehearsalTitle")}>
          {say("rehearsalHelp")}
        </SlateWords>
      );
    default:
      return (
        <SlateWords above={null} title={say("waitingCamera")}>
          {say("waitingCameraHelp")}
        </SlateWords>
      );
  }
}

function SlateWords(props: { above: string | null; title: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="slate">
      {props.above !== null && <p class="soft">{props.above}</p>}
      <p class="slate-time">{props.title}</p>
      <p class="soft">{props.children}</p>
    </div>
  );
}

function startsWords(starts: number | null, now: number): string {
  if (starts === null) return say("startsUnknown");
  const wait = starts - now;
  if (wait < 60_000) return say("startsSoon");
  if (wait > 24 * 60 * 60_000) return say("startsOn", { day: day(starts), time: clock(starts) });
  return say("startsIn", { time: clock(starts), distance: distance(wait) });
}
