import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { DataUse } from "../../media/data-use";
import { programmeSources, recordingSources, shortestEndpoint } from "../../media/mode";
import { openPlayer, type Player, type PlayerState } from "../../media/player";
import { useSpans } from "../../media/use-spans";
import { positionOf } from "../../net/recording";
import type { Instant } from "../../protocol/messages";

export interface Programme {
  readonly attach: (video: HTMLVideoElement | null) => void;
  readonly state: PlayerState;
  readonly play: () => void;
  /** Plays the recording from what happened then. */
  readonly hear: (at: Instant) => void;
}

/** What the captioner hears: the programme with the shortest delay that is to be had, or its recording. */
export function useProgramme(slug: string, source: "programme" | "recording" | null): Programme {
  const [video, attach] = useState<HTMLVideoElement | null>(null);
  const [state, setState] = useState<PlayerState>({ kind: "idle", held: false });
  const player = useRef<Player | null>(null);
  const spans = useSpans(slug, source === "recording");
  const [wanted, want] = useState<Instant | null>(null); // To be played from, once it is known where that is.
  const data = useMemo(() => new DataUse(), []);
  useEffect(() => {
    if (!video || source === null) return;
    const ending = new AbortController();
    const live = source === "programme";
    player.current = openPlayer(video, {
      sources: live
        ? { ...programmeSources(slug, "picture", false), shortest: shortestEndpoint(slug, "captioner") }
        : recordingSources(slug, "picture"),
      live,
      height: null,
      data,
      onState: setState,
      signal: ending.signal,
    });
    return () => {
      ending.abort();
      player.current = null;
      want(null);
      setState({ kind: "idle", held: false });
    };
  }, [video, slug, source]);
  useEffect(() => {
    if (wanted === null || !spans) return;
    player.current?.seek(positionOf(spans, wanted));
    want(null);
  }, [wanted, spans]);
  return { attach, state, play: () => player.current?.play(), hear: want };
}
