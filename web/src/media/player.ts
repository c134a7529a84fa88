import type Hls from "hls.js";
import type { ErrorData } from "hls.js";
import { backoff } from "../net/backoff";
import { openViewing } from "../whep/session";

/** Milliseconds without a new frame while playing, after which the player starts over: the programme has moved on. */
const kStalled = 8_000;
/** Milliseconds that the way of the shortest delay may take to its first picture, or stand still, before the usual one. */
const kShortestStalled = 3_000;
/** Milliseconds between looks at the player. */
const kLook = 500;

export type PlayerState =
  /** Nothing is loaded: waits for play(). */
  | { readonly kind: "idle" }
  /** Asked to play, no frame yet. */
  | { readonly kind: "starting" }
  /**
   * `shown` is when what is seen now happened, milliseconds since 1970 by the server's clock; null if unknown.
   * `shortest`: by WebRTC, less than half a second behind.
   */
  | { readonly kind: "playing"; readonly shown: number | null; readonly shortest: boolean }
  | { readonly kind: "paused" }
  /** The programme is away, or the network: tries again by itself. `since` is milliseconds since 1970. */
  | { readonly kind: "waiting"; readonly since: number }
  | { readonly kind: "ended" }
  /** This browser plays neither Media Source nor HLS. */
  | { readonly kind: "unable" };

export interface PlayerOptions {
  /** A multivariant or media playlist. */
  readonly url: string;
  /** A WHEP endpoint to try first, for the shortest delay; what it does not give comes from `url`. */
  readonly shortest?: string | undefined;
  /** The same programme back to its beginning, for toTime(); absent where there is no going back. */
  readonly fromStart?: string;
  /** Stays near the live edge; else an ordinary recording. */
  readonly live: boolean;
  readonly onState: (state: PlayerState) => void;
  /** When the recording's first picture was taken, milliseconds since 1970; called once it is known. */
  readonly onOrigin?: (origin: number) => void;
  readonly signal: AbortSignal;
}

export interface Player {
  play(): void;
  pause(): void;
  /** Jumps to the live edge. */
  toLive(): void;
  /** Plays a live programme from what happened then, milliseconds since 1970, on. */
  toTime(at: number): void;
  /** Jumps to a position of a recording, seconds from its start, and plays. */
  seek(position: number): void;
}

/** What feeds the media element: hls.js, or the browser itself. */
interface Engine {
  readonly shortest: boolean;
  /** When what is seen now happened, milliseconds since 1970; null if unknown. */
  shown(): number | null;
  toLive(): void;
  /** False where it cannot: what happened then is not in its playlist. */
  toTime(at: number): boolean;
  close(): void;
}

/** Where playing begins: at the live edge, or at one of these. */
interface Place {
  /** Seconds from the start of a recording. */
  readonly startAt: number | null;
  /** Milliseconds since 1970, in a live programme. */
  readonly behind: number | null;
}

/** Plays a meeting in `video`, through lost networks and restarts of the server, until `signal` is aborted. */
export function openPlayer(video: HTMLMediaElement, options: PlayerOptions): Player {
  let state: PlayerState = { kind: "idle" };
  let engine: Engine | null = null;
  let wanted = false; // The person wants to see it.
  let attempt = 0;
  let startAt: number | null = null; // Seconds; where a recording goes on after starting over.
  let behind: number | null = null; // Milliseconds since 1970; what is shown of a programme in which one went back.
  let retry: ReturnType<typeof setTimeout> | undefined;
  let opening = 0; // Counts the engines, so that one which opens late is dropped.
  let lastTime = -1;
  let movedAt = 0;
  let shortest = options.shortest; // Until it failed.

  function show(next: PlayerState): void {
    state = next;
    options.onState(next);
  }

  async function begin(): Promise<void> {
    clearTimeout(retry);
    engine?.close();
    engine = null;
    movedAt = Date.now();
    opening += 1;
    const turn = opening;
    if (state.kind !== "waiting") show({ kind: "starting" });
    const onFail = (): void => {
      if (turn === opening) fail();
    };
    const opened = await (
      shortest === undefined || behind !== null
        ? openEngine(video, options, { startAt, behind }, onFail)
        : openShortest(video, shortest, options.signal, onFail)
    ).catch((error: unknown) => {
      console.warn("wardcast: player:", error); // hls.js itself could not be fetched.
      return "lost" as const;
    });
    if (opened === "lost") return turn === opening ? fail() : undefined;
    if (options.signal.aborted || turn !== opening) return opened?.close();
    if (!opened) return show({ kind: "unable" });
    engine = opened;
    if (wanted) await start();
  }

  async function start(): Promise<void> {
    try {
      await video.play();
    } catch (error) {
      // The browser wants a gesture first; a source that fails to load reports itself.
      if (error instanceof DOMException && error.name === "NotAllowedError") {
        wanted = false;
        show({ kind: "paused" });
      }
    }
  }

  function fail(): void {
    if (options.signal.aborted) return;
    if (!options.live && video.currentTime > 0) startAt = video.currentTime;
    engine?.close();
    engine = null;
    clearTimeout(retry);
    if (shortest !== undefined && behind === null) {
      shortest = undefined;
      if (wanted) void begin();
      return;
    }
    if (!wanted) return show({ kind: "idle" });
    if (state.kind !== "waiting") show({ kind: "waiting", since: Date.now() });
    retry = setTimeout(() => void begin(), backoff(attempt));
    attempt += 1;
  }

  function look(): void {
    if (!wanted || !engine) return;
    if (video.ended) {
      wanted = false;
      return show({ kind: "ended" });
    }
    if (video.currentTime !== lastTime) {
      lastTime = video.currentTime;
      movedAt = Date.now();
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.currentTime > 0) {
        attempt = 0;
        const shown = engine.shown();
        if (behind !== null && shown !== null) behind = shown; // From there it goes on after starting over.
        show({ kind: "playing", shown, shortest: engine.shortest });
      }
    } else if (Date.now() - movedAt > (engine.shortest ? kShortestStalled : kStalled)) {
      fail();
    }
  }

  const looking = setInterval(look, kLook);
  video.addEventListener("playing", look, { signal: options.signal });
  video.addEventListener("timeupdate", look, { signal: options.signal }); // The first picture shows without delay.
  options.signal.addEventListener("abort", () => {
    clearInterval(looking);
    clearTimeout(retry);
    engine?.close();
  });
  // Paused by the browser's own controls or by a headset.
  video.addEventListener("pause", () => engine && wanted && !video.ended && video.readyState > 2 && pause(), {
    signal: options.signal,
  });
  video.addEventListener("play", () => !wanted && engine && play(), { signal: options.signal });

  function play(): void {
    wanted = true;
    attempt = 0;
    movedAt = Date.now();
    if (engine) void start();
    else void begin();
  }

  function pause(): void {
    wanted = false;
    clearTimeout(retry);
    video.pause();
    show(engine ? { kind: "paused" } : { kind: "idle" });
  }

  return {
    play,
    pause,
    toLive() {
      if (behind === null) return engine?.toLive();
      behind = null;
      wanted = true;
      void begin();
    },
    toTime(at) {
      if (options.fromStart === undefined) return;
      const reopens = behind === null || !engine;
      behind = at;
      wanted = true;
      attempt = 0;
      movedAt = Date.now();
      if (reopens || !engine?.toTime(at)) void begin();
    },
    seek(position) {
      startAt = position;
      if (engine) video.currentTime = position;
      play();
    },
  };
}

async function openEngine(
  video: HTMLMediaElement,
  options: PlayerOptions,
  place: Place,
  onFail: () => void,
): Promise<Engine | null> {
  if (typeof MediaSource !== "undefined") return openHls(video, options, place, onFail);
  if (video.canPlayType("application/vnd.apple.mpegurl") !== "") return openNative(video, options, place, onFail);
  return null;
}

/** By WebRTC. "lost" when the server has no place or no programme, or nothing came in time. */
async function openShortest(
  video: HTMLMediaElement,
  endpoint: string,
  signal: AbortSignal,
  onFail: () => void,
): Promise<Engine | "lost"> {
  const limit = new AbortController();
  const late = setTimeout(() => limit.abort(), kShortestStalled);
  const deps = {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    peer: (iceServers: RTCIceServer[]) => new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers }),
  };
  const viewing =
    typeof RTCPeerConnection === "undefined" ? null : await openViewing(endpoint, deps, limit.signal, onFail);
  clearTimeout(late);
  if (viewing === null) return "lost";
  signal.addEventListener("abort", () => viewing.close(), { once: true });
  video.srcObject = viewing.stream;
  return {
    shortest: true,
    toTime: () => false, // There is no past in it.
    shown: () => null, // WebRTC carries no time of day.
    toLive: () => undefined, // It never leaves it.
    close: () => {
      viewing.close();
      video.srcObject = null;
    },
  };
}

async function openHls(
  video: HTMLMediaElement,
  options: PlayerOptions,
  { startAt, behind }: Place,
  onFail: () => void,
): Promise<Engine> {
  const { default: Hls } = await import("hls.js"); // Fetched when playing starts, not before.
  const hls = new Hls({
    lowLatencyMode: options.live && behind === null,
    liveDurationInfinity: true,
    maxLiveSyncPlaybackRate: 1.1, // Catches up by playing a little faster.
    backBufferLength: options.live ? 20 : 60, // Seconds kept behind; old phones have little memory.
    startPosition: startAt ?? -1,
    capLevelToPlayerSize: true,
    enableWorker: false, // Parts are fMP4 already; and a worker of a blob: address would weaken the policy.
  });
  // Target durations behind the edge, then it jumps there. Set afterwards: in the constructor it may only stand beside a
  // distance of our own, and that is to be the playlist's (PART-HOLD-BACK).
  hls.config.liveMaxLatencyDurationCount = behind === null ? 6 : Infinity;
  let recovered = false;
  hls.on(Hls.Events.ERROR, (_event, error) => {
    if (!error.fatal) return;
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true;
      hls.recoverMediaError();
    } else {
      logged(error);
      onFail();
    }
  });
  // Seconds on the player's timeline of what happened then; what is missing is passed over.
  const positionOf = (at: number): number | null => {
    const fragments = hls.latestLevelDetails?.fragments ?? [];
    const found = fragments.find((each) => !each.gap && (each.programDateTime ?? 0) + each.duration * 1000 > at);
    if (!found || found.programDateTime === null) return null;
    return found.start + Math.max(0, at - found.programDateTime) / 1000 + 0.01;
  };
  const toTime = (at: number): boolean => {
    const position = positionOf(at);
    if (position !== null) video.currentTime = position;
    return position !== null;
  };
  if (behind !== null) video.addEventListener("loadedmetadata", () => toTime(behind), { once: true });
  hls.on(Hls.Events.LEVEL_LOADED, (_event, { details }) => {
    const first = details.fragments[0]?.programDateTime;
    if (!options.live && first) options.onOrigin?.(first);
  });
  hls.loadSource(behind === null ? options.url : (options.fromStart ?? options.url));
  hls.attachMedia(video);
  return {
    shortest: false,
    shown: () => hls.playingDate?.getTime() ?? estimated(hls),
    toLive: () => {
      if (hls.liveSyncPosition !== null) video.currentTime = hls.liveSyncPosition;
    },
    toTime,
    close: () => hls.destroy(),
  };
}

function openNative(
  video: HTMLMediaElement,
  options: PlayerOptions,
  { startAt, behind }: Place,
  onFail: () => void,
): Engine {
  const closing = new AbortController();
  const dated = video as HTMLMediaElement & { getStartDate?: () => Date };
  const origin = () => dated.getStartDate?.().getTime() ?? NaN;
  const toTime = (at: number): boolean => {
    if (Number.isNaN(origin())) return false;
    video.currentTime = Math.max(0, (at - origin()) / 1000);
    return true;
  };
  video.addEventListener("error", onFail, { signal: closing.signal });
  video.addEventListener(
    "loadedmetadata",
    () => {
      if (startAt !== null) video.currentTime = startAt;
      if (behind !== null) toTime(behind);
      if (!options.live && !Number.isNaN(origin())) options.onOrigin?.(origin());
    },
    { signal: closing.signal },
  );
  video.src = behind === null ? options.url : (options.fromStart ?? options.url);
  return {
    shortest: false,
    shown: () => (Number.isNaN(origin()) ? null : origin() + video.currentTime * 1000),
    toLive: () => {
      const { seekable } = video;
      if (seekable.length > 0) video.currentTime = seekable.end(seekable.length - 1);
    },
    toTime,
    close: () => {
      closing.abort();
      video.removeAttribute("src");
      video.load();
    },
  };
}

/** Without programme dates: what hls.js reckons from the playlist's edge. */
function estimated(hls: Hls): number | null {
  return hls.latency > 0 ? Date.now() - hls.latency * 1000 : null;
}

function logged(error: ErrorData): void {
  console.warn("wardcast: player:", error.type, error.details);
}
