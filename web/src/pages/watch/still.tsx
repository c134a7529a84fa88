import type { JSX } from "preact";
import { clock, day, lasted } from "../../i18n/time";
import type { Instant } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { Icon } from "../../ui/icon";
import { playable } from "./playable";
import { say } from "./player-words";
import { Slate } from "./slate";
import { useFullScreen } from "./use-screens";
import type { Picture } from "./use-picture";

/** The picture, or what stands in its place. `moment` is where the address asks to begin. */
export function Still(props: { meeting: Meeting; picture: Picture; moment: Instant | null; now: number }): JSX.Element {
  const { meeting, picture } = props;
  const { state, mode } = picture;
  const source = playable(meeting);
  const recording = source === "recording";
  const full = useFullScreen();
  const started = state.kind === "playing" || state.kind === "paused" || state.kind === "waiting";
  return (
    <div class="still" id="picture">
      <video
        ref={picture.attach}
        playsInline
        controls={started && (recording || full.on)}
        aria-label={say("picture")}
        hidden={source === null || mode === "text"}
      />
      {source === null ? (
        <Slate meeting={meeting} now={props.now} />
      ) : mode === "text" ? null : state.kind === "unable" ? (
        <div class="slate">
          <p>{say("cannotPlay")}</p>
        </div>
      ) : state.kind === "idle" || state.kind === "ended" ? (
        <Poster meeting={meeting} picture={picture} recording={recording} moment={props.moment} />
      ) : state.kind === "starting" ? (
        <div class="slate">
          <p class="soft">{say("startingPicture")}</p>
        </div>
      ) : (
        <>
          {mode === "sound" && (
            <div class={recording ? "slate listening above-controls" : "slate listening"}>
              <Icon name="sound" size="l" />
              <p class="slate-time">{say("listening")}</p>
              <p class="soft">{say("listeningHelp")}</p>
            </div>
          )}
          {state.kind === "waiting" && (
            <p class="on-its-way">
              {say(mode === "sound" && state.why === "slow" ? "waitingSound_slow" : `waiting_${state.why}`)}
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Poster(props: {
  meeting: Meeting;
  picture: Picture;
  recording: boolean;
  moment: Instant | null;
}): JSX.Element {
  const { started_at: from, ended_at: to, starts, title } = props.meeting.top;
  const { picture, recording, moment } = props;
  const begun = from ?? starts;
  const held = picture.state.kind === "idle" && picture.state.held;
  return (
    <div class="slate poster">
      {begun !== null && <p class="soft">{day(begun)}</p>}
      <p class="slate-time">{recording ? say("endedThanks") : title}</p>
      <button type="button" class="bigplay" onClick={() => picture.player?.play()}>
        <Icon name="play" size="l" />
        {held && moment !== null ? (
          say("playFrom", { time: clock(moment) })
        ) : recording ? (
          <>
            {say("playRecording")} {from !== null && to !== null && <span>{lasted(to - from)}</span>}
          </>
        ) : (
          say(picture.mode === "sound" ? "listenLive" : "playLive")
        )}
      </button>
    </div>
  );
}
