import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { DataUse } from "../../media/data-use";
import {
  keepMode,
  keepQuality,
  keepShortest,
  keepSoundWhenHidden,
  keptMode,
  keptQuality,
  keptShortest,
  keptSoundWhenHidden,
  programmeSources,
  recordingSources,
  type Mode,
} from "../../media/mode";
import { openPlayer, type Player, type PlayerState } from "../../media/player";
import type { Playable } from "./playable";
import { useHidden, useKept } from "./use-kept";

export interface Picture {
  readonly mode: Mode;
  readonly setMode: (mode: Mode) => void;
  /** Lines; null leaves it to the network. */
  readonly quality: number | null;
  readonly setQuality: (height: number | null) => void;
  /** The shortest delay is wanted; whether it is to be had, `state` tells. */
  readonly shortest: boolean;
  readonly setShortest: (wanted: boolean) => void;
  readonly soundWhenHidden: boolean;
  readonly setSoundWhenHidden: (wanted: boolean) => void;
  readonly state: PlayerState;
  readonly player: Player | null;
  readonly data: DataUse;
  readonly video: HTMLVideoElement | null;
  /** When the recording begins, milliseconds since 1970; null until it is known. */
  readonly origin: number | null;
  readonly attach: (video: HTMLVideoElement | null) => void;
}

const kIdle: PlayerState = { kind: "idle", held: false };

/** The player for what can be played; playing goes on across a change of mode. */
export function usePicture(slug: string, source: Playable): Picture {
  const [mode, setMode] = useKept(keptMode, keepMode);
  const [quality, setQuality] = useKept(keptQuality, keepQuality);
  const [shortest, setShortest] = useKept(keptShortest, keepShortest);
  const [soundWhenHidden, setSoundWhenHidden] = useKept(keptSoundWhenHidden, keepSoundWhenHidden);
  const [state, setState] = useState<PlayerState>(kIdle);
  const [origin, setOrigin] = useState<number | null>(null);
  const [video, attach] = useState<HTMLVideoElement | null>(null);
  const [player, setPlayer] = useState<Player | null>(null);
  const data = useDataUse();
  const hidden = useHidden();
  const playing = useRef(false); // Also where playing is interrupted by the meeting itself.

  const unseen = hidden && soundWhenHidden && document.pictureInPictureElement == null;
  const played = mode === "picture" && unseen && isPlaying(state) ? "sound" : mode;
  const sources = source === "recording" ? recordingSources(slug, played) : programmeSources(slug, played, shortest);
  const text = mode === "text";

  useEffect(() => {
    if (!video || source === null || text) return;
    const ending = new AbortController();
    const opened = openPlayer(video, {
      sources,
      live: source === "programme",
      height: quality,
      data,
      onState: (next) => {
        playing.current = isPlaying(next);
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
      setState(kIdle);
    };
  }, [video, slug, source, text]);
  useEffect(() => player?.change(sources), [player, sources.url, sources.shortest]);
  useEffect(() => player?.choose(quality), [player, quality]);

  return {
    mode,
    setMode,
    quality,
    setQuality,
    shortest,
    setShortest,
    soundWhenHidden,
    setSoundWhenHidden,
    state,
    player,
    data,
    video,
    origin,
    attach,
  };
}

export function isPlaying(state: PlayerState): boolean {
  return state.kind === "starting" || state.kind === "playing" || state.kind === "waiting";
}

function useDataUse(): DataUse {
  const data = useMemo(() => new DataUse(), []);
  useEffect(() => {
    const ending = new AbortController();
    data.follow(ending.signal);
    return () => ending.abort();
  }, [data]);
  return data;
}
