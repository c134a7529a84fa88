import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { DataUse } from "../../media/data-use";
import { programmeSources, recordingSources, shortestEndpoint } from "../../media/mode";
import { openPlayer, type Player, type PlayerState } from "../../media/player";
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
  const origin = useRef<Instant | null>(null);
  const wanted = useRef<Instant | null>(null); // To be played from, once it is known when the recording begins.
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
      onOrigin: (at) => {
        origin.current = at;
        if (wanted.current !== null) player.current?.seek(Math.max(0, (wanted.current - at) / 1000));
        wanted.current = null;
      },
      signal: ending.signal,
    });
    return () => {
      ending.abort();
      player.current = null;
      origin.current = wanted.current = null;
      setState({ kind: "idle", held: false });
    };
  }, [video, slug, source]);
  return {
    attach,
    state,
    play: () => player.current?.play(),
    hear: (at) => {
      if (origin.current !== null) return player.current?.seek(Math.max(0, (at - origin.current) / 1000));
      wanted.current = at;
      player.current?.play();
    },
  };
}
