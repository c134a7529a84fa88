import type { ComponentChildren, JSX } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { clock, day, distance, lasted } from "../../i18n/time";
import {
  keepMode,
  keepShortest,
  keptMode,
  keptShortest,
  playlist,
  playlistFromStart,
  recordingPlaylist,
  shortestEndpoint,
  type Mode,
} from "../../media/mode";
import { openPlayer, type Player, type PlayerState } from "../../media/player";
import type { Meeting } from "../../state/meeting";
import { air } from "../../state/select";
import { Icon, type IconName } from "../../ui/icon";
import { say } from "./say";

/** What stands in the picture's place can be played: the programme, or the recording of it. */
export type Playable = "programme" | "recording" | null;

export function playable(meeting: Meeting): Playable {
  if (meeting.top.phase === "ended") return meeting.top.recording === "ready" ? "recording" : null;
  return meeting.top.air.state === "none" ? null : "programme";
}

export interface Picture {
  readonly mode: Mode;
  readonly setMode: (mode: Mode) => void;
  /** The shortest delay is wanted; whether it is to be had, `state` tells. */
  readonly shortest: boolean;
  readonly setShortest: (wanted: boolean) => void;
  readonly state: PlayerState;
  readonly player: Player | null;
  /** When the recording begins, milliseconds since 1970; null until it is known. */
  readonly origin: number | null;
  readonly attach: (video: HTMLVideoElement | null) => void;
}

/** The player for what can be played, started anew when that or the mode changes; playing goes on across the change. */
export function usePicture(slug: string, source: Playable): Picture {
  const [mode, setMode] = useState(keptMode);
  const [shortest, setShortest] = useState(keptShortest);
  const [state, setState] = useState<PlayerState>({ kind: "idle" });
  const [origin, setOrigin] = useState<number | null>(null);
  const [video, attach] = useState<HTMLVideoElement | null>(null);
  const [player, setPlayer] = useState<Player | null>(null);
  const playing = useRef(false);

  useEffect(() => {
    if (!video || source === null || mode === "text") return;
    const ending = new AbortController();
    const opened = openPlayer(video, {
      url: source === "recording" ? recordingPlaylist(slug) : playlist(slug, mode),
      ...(source === "programme" && { fromStart: playlistFromStart(slug, mode) }),
      live: source === "programme",
      shortest: shortest && source === "programme" && mode === "picture" ? shortestEndpoint(slug) : undefined,
      onState: (next) => {
        playing.current = next.kind === "starting" || next.kind === "playing" || next.kind === "waiting";
        setState(next);
      },
      onOrigin: setOrigin,
      signal: ending.signal,
    });
    setPlayer(opened);
    if (playing.current && source === "programme") opened.play();
    return () => {
      ending.abort();
      setPlayer(null);
      setState({ kind: "idle" });
    };
  }, [video, slug, source, mode, shortest]);

  const choose = useCallback((next: Mode) => {
    keepMode(next);
    setMode(next);
  }, []);
  const chooseShortest = useCallback((wanted: boolean) => {
    keepShortest(wanted);
    setShortest(wanted);
  }, []);
  return { mode, setMode: choose, shortest, setShortest: chooseShortest, state, player, origin, attach };
}

/** The picture, or what stands in its place. */
export function Still(props: { meeting: Meeting; picture: Picture; now: number }): JSX.Element {
  const { meeting, picture } = props;
  const source = playable(meeting);
  const recording = source === "recording";
  const idle = picture.state.kind === "idle" || picture.state.kind === "ended";
  const started = !idle && picture.state.kind !== "starting";
  return (
    <div class="still" id="picture">
      <video
        ref={picture.attach}
        playsInline
        controls={recording && started}
        aria-label={say("picture")}
        hidden={source === null || picture.mode === "text"}
      />
      {source === null ? (
        <Slate meeting={meeting} now={props.now} />
      ) : picture.mode === "text" ? null : picture.state.kind === "unable" ? (
        <div class="slate">
          <p>{say("cannotPlay")}</p>
        </div>
      ) : idle ? (
        <Poster meeting={meeting} picture={picture} recording={recording} />
      ) : picture.state.kind === "starting" ? (
        <div class="slate">
          <p class="soft">{say("startingPicture")}</p>
        </div>
      ) : picture.state.kind === "waiting" ? (
        <p class="on-its-way">{say("programmeAway")}</p>
      ) : picture.mode === "sound" && !recording ? (
        <div class="slate listening">
          <Icon name="sound" size="l" />
          <p class="slate-time">{say("listening")}</p>
          <p class="soft">{say("listeningHelp")}</p>
        </div>
      ) : null}
    </div>
  );
}

/** It plays, but not with the shortest delay that was asked for. */
function isNotShortest({ shortest, state }: Picture): boolean {
  return shortest && state.kind === "playing" && !state.shortest;
}

function Poster(props: { meeting: Meeting; picture: Picture; recording: boolean }): JSX.Element {
  const { started_at: from, ended_at: to, starts, title } = props.meeting.top;
  const begun = from ?? starts;
  return (
    <div class="slate poster">
      {begun !== null && <p class="soft">{day(begun)}</p>}
      <p class="slate-time">{props.recording ? say("endedThanks") : title}</p>
      <button type="button" class="bigplay" onClick={() => props.picture.player?.play()}>
        <Icon name="play" size="l" />
        {props.recording ? (
          <>
            {say("playRecording")} {from !== null && to !== null && <span>{lasted(to - from)}</span>}
          </>
        ) : (
          say(props.picture.mode === "sound" ? "listenLive" : "playLive")
        )}
      </button>
    </div>
  );
}

/** Where there is no picture to play: why, and what comes. */
function Slate({ meeting, now }: { meeting: Meeting; now: number }): JSX.Element {
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

/** Play and what else one can do with the picture; each an icon with its word. */
export function Controls({ picture, recording }: { picture: Picture; recording: boolean }): JSX.Element {
  const { mode, setMode, state, player } = picture;
  const stopped = state.kind === "idle" || state.kind === "paused" || state.kind === "ended" || state.kind === "unable";
  const toggle = (next: Mode) => setMode(mode === next ? "picture" : next);
  return (
    <div class="player">
      {mode !== "text" && (
        <Control icon={stopped ? "play" : "pause"} onPress={() => (stopped ? player?.play() : player?.pause())}>
          {say(stopped ? "play" : "pause")}
        </Control>
      )}
      {!recording && (
        <Control icon="sound" pressed={mode === "sound"} onPress={() => toggle("sound")}>
          {say("soundOnly")}
        </Control>
      )}
      {!recording && mode === "picture" && (
        <Control icon="edge" pressed={picture.shortest} onPress={() => picture.setShortest(!picture.shortest)}>
          {say(isNotShortest(picture) ? "shortestNotNow" : "shortestDelay")}
        </Control>
      )}
      <Control icon="text" pressed={mode === "text"} onPress={() => toggle("text")}>
        {say("textOnly")}
      </Control>
      {mode !== "text" && (mode === "picture" || recording) && document.fullscreenEnabled && (
        <Control icon="full" onPress={() => void document.getElementById("picture")?.requestFullscreen()}>
          {say("fullScreen")}
        </Control>
      )}
    </div>
  );
}

function Control(props: {
  icon: IconName;
  pressed?: boolean;
  onPress: () => void;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <button type="button" aria-pressed={props.pressed} onClick={props.onPress}>
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </button>
  );
}
