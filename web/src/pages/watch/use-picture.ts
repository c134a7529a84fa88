import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { DataUse } from "../../media/data-use";
import {
  keepCaptions,
  keepMode,
  keepQuality,
  keepShortest,
  keepSoundWhenHidden,
  keptCaptions,
  keptMode,
  keptQuality,
  keptShortest,
  keptSoundWhenHidden,
  programmeSources,
  recordingSources,
  type Mode,
} from "../../media/mode";
import { useLanguage } from "../../ui/hooks";
import { openPlayer, type Player, type PlayerState } from "../../media/player";
import { useSpans } from "../../media/use-spans";
import type { Span } from "../../net/recording";
import type { CaptionLanguage } from "../../protocol/messages";
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
  /** The language in which captions can be had; null where there are none. */
  readonly captionLanguage: CaptionLanguage | null;
  readonly captions: boolean;
  readonly setCaptions: (wanted: boolean) => void;
  readonly state: PlayerState;
  readonly player: Player | null;
  readonly data: DataUse;
  readonly video: HTMLVideoElement | null;
  /** What was recorded when; null until it is known, and while there is no recording. */
  readonly spans: readonly Span[] | null;
  readonly attach: (video: HTMLVideoElement | null) => void;
}

const kIdle: PlayerState = { kind: "idle", held: false };

/** The player for what can be played; playing goes on across a change of mode. */
export function usePicture(slug: string, source: Playable, captioned: readonly CaptionLanguage[]): Picture {
  const [mode, setMode] = useKept(keptMode, keepMode);
  const [quality, setQuality] = useKept(keptQuality, keepQuality);
  const [shortest, setShortest] = useKept(keptShortest, keepShortest);
  const [captions, setCaptions] = useKept(keptCaptions, keepCaptions);
  const spoken = useLanguage();
  const [soundWhenHidden, setSoundWhenHidden] = useKept(keptSoundWhenHidden, keepSoundWhenHidden);
  const [state, setState] = useState<PlayerState>(kIdle);
  const [video, attach] = useState<HTMLVideoElement | null>(null);
  const [player, setPlayer] = useState<Player | null>(null);
  const data = useDataUse();
  const spans = useSpans(slug, source === "recording");
  const hidden = useHidden();
  const playing = useRef(false); // Also where playing is interrupted by the meeting itself.

  const unseen = hidden && soundWhenHidden && document.pictureInPictureElement == null;
  const played = mode === "picture" && unseen && isPlaying(state) ? "sound" : mode;
  const captionLanguage = captioned.find((each) => each === spoken) ?? captioned[0] ?? null;
  const caption = captions ? captionLanguage : null;
  // The shortest delay brings no words.
  const soonest = shortest && caption === null;
  const sources = source === "recording" ? recordingSources(slug, played) : programmeSources(slug, played, soonest);
  const text = mode === "text";

  useEffect(() => {
    if (!video || source === null || text) return;
    const ending = new AbortController();
    const opened = openPlayer(video, {
      sources,
      live: source === "programme",
      height: quality,
      captions: caption,
      data,
      onState: (next) => {
        playing.current = isPlaying(next);
        setState(next);
      },
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
  useEffect(() => player?.caption(caption), [player, caption]);

  return {
    mode,
    setMode,
    quality,
    setQuality,
    shortest,
    setShortest,
    captionLanguage,
    captions,
    setCaptions,
    soundWhenHidden,
    setSoundWhenHidden,
    state,
    player,
    data,
    video,
    spans,
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
