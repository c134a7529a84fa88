import type { JSX } from "preact";
import { clock, distance } from "../../i18n/time";
import type { View } from "../../net/live-meeting";
import type { Meeting } from "../../state/meeting";
import { air, type Air } from "../../state/select";
import { Mark } from "../../ui/mark";
import { say } from "./player-words";
import type { Picture } from "./use-picture";

/** Milliseconds without a link before a viewer is told: most breaks are over by then. */
const kGrace = 2_000;
/** Milliseconds behind the hall from which the way back to live is offered. */
const kFarBehind = 8_000;

/** Where a sentence says what is going on, there is no room for how many watch. */
const explains: ReadonlySet<Air> = new Set(["lost", "off", "ended"]);

/** Whether the meeting is on, how late the picture is, who watches; or how old what is shown is. */
export function Status(props: { meeting: Meeting; view: View; picture: Picture; now: number }): JSX.Element {
  const { meeting, view, picture, now } = props;
  const age = view.heardAt === null ? 0 : now - view.heardAt;
  const lost = view.link.kind !== "open" && age > kGrace;
  const stalled = picture.state.kind === "waiting" && now - picture.state.since > kGrace ? picture.state : null;
  if (lost || stalled) {
    return (
      <div class="status warn">
        <Mark kind="off">{say(lost ? "reconnecting" : "buffering")}</Mark>
        <span>
          {stalled
            ? say(picture.mode === "sound" ? "soundOld" : "pictureOld", { age: distance(now - stalled.since) })
            : say("shownOld", { age: distance(age) })}
        </span>
      </div>
    );
  }
  const watching = say(meeting.top.phase === "planned" ? "peopleWaiting" : "watching", { count: meeting.top.watching });
  return (
    <div class="status">
      <WhatIsOn meeting={meeting} picture={picture} now={now} />
      {!explains.has(air(meeting)) && !isFarBehind(props) && <span class="soft end">{watching}</span>}
    </div>
  );
}

/** How far what is seen is behind the hall, milliseconds; null where nothing plays or it is not known. */
function behindOf({ meeting, picture, now }: { meeting: Meeting; picture: Picture; now: number }): number | null {
  const { state } = picture;
  return state.kind === "playing" && state.shown !== null ? now + meeting.skew - state.shown : null;
}

/** Far enough for the way back to live, which takes the room of how many watch. */
function isFarBehind(of: { meeting: Meeting; picture: Picture; now: number }): boolean {
  return air(of.meeting) === "live" && (behindOf(of) ?? 0) >= kFarBehind;
}

function WhatIsOn({ meeting, picture, now }: { meeting: Meeting; picture: Picture; now: number }): JSX.Element {
  switch (air(meeting)) {
    case "not_started":
      return <Mark kind="ring">{say("notStarted")}</Mark>;
    case "rehearsal":
      return <Mark kind="ring">{say("rehearsal")}</Mark>;
    case "waiting_for_camera":
      return <Mark kind="ring">{say("waitingCamera")}</Mark>;
    case "live":
      return (
        <>
          <Mark kind="live">{say("live")}</Mark>
          <Delay meeting={meeting} picture={picture} now={now} />
        </>
      );
    case "lost":
      return (
        <>
          <Mark kind="warn">{say("cameraLost")}</Mark>
          <span>{say("cameraLostHelp")}</span>
        </>
      );
    case "off":
      return (
        <>
          <Mark kind="ring">{say("offAir")}</Mark>
          <span>{say("offAirHelp")}</span>
        </>
      );
    case "ended": {
      const { ended_at: at } = meeting.top;
      return <Mark kind="tick">{at === null ? say("ended") : say("endedAt", { time: clock(at) })}</Mark>;
    }
  }
}

function Delay(props: { meeting: Meeting; picture: Picture; now: number }): JSX.Element | null {
  const { picture } = props;
  if (picture.state.kind === "paused") return <span>{say("paused")}</span>;
  const behind = behindOf(props);
  if (behind === null) return null;
  const words = say("behind", { distance: distance(Math.max(1_000, behind)) });
  if (behind < kFarBehind) return <span>{words}</span>;
  return (
    <>
      <span>{words}</span>
      <button type="button" class="btn tight" aria-keyshortcuts="L" onClick={() => picture.player?.toLive()}>
        {say("backToLive")}
      </button>
    </>
  );
}
