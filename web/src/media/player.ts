import { backoff } from "../net/backoff";
import type { CaptionLanguage } from "../protocol/messages";
import type { DataUse } from "./data-use";
import type { Engine, EngineOptions, Failure, Sources } from "./engine";
import { openHls } from "./hls-engine";
import { openNative } from "./native-engine";
import { openShortest } from "./shortest-engine";

/** Milliseconds without a new frame while playing, after which the player starts over: the programme has moved on. */
const kStalled = 8_000;
/** Milliseconds that the way of the shortest delay may take to its first picture, or stand still, before the usual one. */
const kShortestStalled = 3_000;
/** Milliseconds without a new frame from which it is said that it waits; shorter ones nobody minds. */
const kWaiting = 1_500;
/** Milliseconds that the first frame may take before it is said why. */
const kSlowStart = 4_000;
/** Milliseconds within which something must have come for the network to be slow rather than silent. */
const kLately = 4_000;
/** Milliseconds after the page was hidden within which a pause is the browser's doing. */
const kHiding = 2_000;
/** Milliseconds between looks at the player. */
const kLook = 500;
/** Milliseconds from the edge within which a live programme is followed rather than looked up. */
const kAtEdge = 15_000;

/** Why the picture waits: data comes too slowly, none comes at all, or the server says that there is none. */
export type Waiting = "slow" | "silent" | "absent";

export type PlayerState =
  /** Nothing is loaded: waits for play(). `held`: the browser wants a press first. */
  | { readonly kind: "idle"; readonly held: boolean }
  /** Asked to play, no frame yet. */
  | { readonly kind: "starting" }
  /**
   * `shown` is when what is seen now happened, milliseconds since 1970 by the server's clock; null if unknown.
   * `shortest`: by WebRTC, less than half a second behind. `height`: lines of the picture, 0 for sound alone.
   */
  | {
      readonly kind: "playing";
      readonly shown: number | null;
      readonly shortest: boolean;
      readonly height: number;
      /** Since when at this height, milliseconds since 1970. */
      readonly since: number;
    }
  | { readonly kind: "paused" }
  /** Goes on by itself. `since` is when the last frame was seen, milliseconds since 1970. */
  | { readonly kind: "waiting"; readonly since: number; readonly why: Waiting }
  | { readonly kind: "ended" }
  /** This browser plays neither Media Source nor HLS. */
  | { readonly kind: "unable" };

export interface PlayerOptions {
  readonly sources: Sources;
  /** Stays near the live edge; else an ordinary recording. */
  readonly live: boolean;
  /** Lines of the picture; null leaves it to the network. */
  readonly height: number | null;
  /** The language of captions; null for none. */
  readonly captions?: CaptionLanguage | null;
  /** Counts what came. */
  readonly data: DataUse;
  readonly onState: (state: PlayerState) => void;
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
  /** Goes back or on by so many seconds, at most to the live edge. */
  step(seconds: number): void;
  /** Plays the same from elsewhere, from where it is. */
  change(sources: Sources): void;
  /** Another size of the picture; null leaves it to the network. */
  choose(height: number | null): void;
  /** Shows captions in this language, or none. */
  caption(language: CaptionLanguage | null): void;
}

/** Plays a meeting in `video`, through lost networks and restarts of the server, until `signal` is aborted. */
export function openPlayer(video: HTMLVideoElement, options: PlayerOptions): Player {
  const { live, data, signal } = options;
  let { sources, height } = options;
  let captions = options.captions ?? null;
  let state: PlayerState = { kind: "idle", held: false };
  let engine: Engine | null = null;
  let wanted = false; // The person wants to see it.
  let attempt = 0;
  let startAt: number | null = null; // Seconds; where a recording goes on after starting over.
  let behind: number | null = null; // Milliseconds since 1970; what is shown of a programme in which one went back.
  let retry: ReturnType<typeof setTimeout> | undefined;
  let opening = 0; // Counts the engines, so that one which opens late is dropped.
  let lastTime = -1;
  let movedAt = 0;
  let seen = { height: -1, since: 0 };
  let shortest = sources.shortest; // Until it failed.

  function show(next: PlayerState): void {
    state = next;
    options.onState(next);
  }

  function drop(): void {
    clearTimeout(retry);
    if (!live && engine && video.currentTime > 0) startAt = video.currentTime;
    engine?.close();
    engine = null;
  }

  async function begin(): Promise<void> {
    drop();
    movedAt = Date.now();
    seen = { height: -1, since: 0 };
    opening += 1;
    const turn = opening;
    if (state.kind !== "waiting") show({ kind: "starting" });
    const onFail = (why: Failure = "lost"): void => {
      if (turn === opening) fail(why);
    };
    const opened = await open(onFail).catch((error: unknown) => {
      console.warn("wardcast: player:", error); // hls.js itself could not be fetched.
      return "lost" as const;
    });
    if (opened === "lost") return onFail();
    if (signal.aborted || turn !== opening) return opened?.close();
    if (!opened) return show({ kind: "unable" });
    engine = opened;
    if (wanted) await start();
  }

  async function open(onFail: (why?: Failure) => void): Promise<Engine | "lost" | null> {
    if (shortest !== undefined && behind === null) {
      return (await openShortest(video, shortest, { patience: kShortestStalled, data, signal, onFail })) ?? "lost";
    }
    const url = behind === null ? sources.url : (sources.fromStart ?? sources.url);
    return openEngine(video, { url, live, place: { startAt, behind }, height, captions, data, onFail });
  }

  async function start(): Promise<void> {
    try {
      await video.play();
    } catch (error) {
      // The browser wants a gesture first; a source that fails to load reports itself.
      if (error instanceof DOMException && error.name === "NotAllowedError") {
        wanted = false;
        show({ kind: "idle", held: true });
      }
    }
  }

  function fail(why: Failure): void {
    if (signal.aborted) return;
    drop();
    if (shortest !== undefined && behind === null) {
      shortest = undefined;
      if (wanted) void begin();
      return;
    }
    if (!wanted) return show({ kind: "idle", held: false });
    wait(why === "absent" ? "absent" : whyWaiting());
    retry = setTimeout(() => void begin(), backoff(attempt));
    attempt += 1;
  }

  function wait(why: Waiting): void {
    const since = state.kind === "waiting" ? state.since : movedAt;
    if (state.kind !== "waiting" || state.why !== why) show({ kind: "waiting", since, why });
  }

  function whyWaiting(): Waiting {
    return data.within(kLately) > 0 ? "slow" : "silent";
  }

  function look(): void {
    if (!wanted || !engine) return;
    if (video.ended) {
      wanted = false;
      return show({ kind: "ended" });
    }
    if (document.hidden && video.paused) movedAt = Date.now();
    const still = Date.now() - movedAt;
    if (video.currentTime !== lastTime) {
      lastTime = video.currentTime;
      movedAt = Date.now();
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.currentTime > 0) playing(engine);
    } else if (still > (engine.shortest ? kShortestStalled : kStalled)) {
      fail("lost");
    } else if (still > (state.kind === "starting" ? kSlowStart : kWaiting) && !engine.shortest) {
      wait(whyWaiting());
    }
  }

  function playing(by: Engine): void {
    attempt = 0;
    const shown = by.shown();
    if (behind !== null && shown !== null) behind = shown; // From there it goes on after starting over.
    if (seen.height !== video.videoHeight) seen = { height: video.videoHeight, since: Date.now() };
    show({ kind: "playing", shown, shortest: by.shortest, ...seen });
  }

  const looking = setInterval(look, kLook);
  video.addEventListener("playing", look, { signal });
  video.addEventListener("timeupdate", look, { signal }); // The first picture shows without delay.
  signal.addEventListener("abort", () => {
    clearInterval(looking);
    drop();
  });
  // Paused by the browser's own controls or by a headset. What it pauses because nobody sees it any more goes on when it
  // is seen again, or as sound alone.
  let hiddenAt = -Infinity;
  const isJustHidden = () => document.hidden && Date.now() - hiddenAt < kHiding;
  const onPause = (): void => {
    if (engine && wanted && !video.ended && video.readyState > 2 && !isJustHidden()) pause();
  };
  const onVisibility = (): void => {
    if (document.hidden) hiddenAt = Date.now();
    else if (wanted && engine && video.paused) play();
  };
  video.addEventListener("pause", onPause, { signal });
  video.addEventListener("play", () => !wanted && engine && play(), { signal });
  document.addEventListener("visibilitychange", onVisibility, { signal });

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
    show(engine ? { kind: "paused" } : { kind: "idle", held: false });
  }

  function toLive(): void {
    if (behind === null && engine) engine.toLive();
    if (behind === null && wanted) return;
    const reopens = behind !== null;
    behind = null;
    if (!reopens) return play();
    wanted = true;
    void begin();
  }

  function toTime(at: number): void {
    if (sources.fromStart === undefined) return;
    const reopens = behind === null || !engine;
    behind = at;
    wanted = true;
    attempt = 0;
    movedAt = Date.now();
    if (reopens || !engine?.toTime(at)) void begin();
    else void start();
  }

  function seek(position: number): void {
    startAt = position;
    if (engine) video.currentTime = position;
    play();
  }

  return {
    play,
    pause,
    toLive,
    toTime,
    seek,
    step(seconds) {
      if (!engine) return;
      if (!live) return seek(Math.max(0, video.currentTime + seconds));
      const to = (engine.shown() ?? Date.now()) + seconds * 1000;
      if (to > Date.now() - kAtEdge && seconds > 0) toLive();
      else toTime(to);
    },
    change(next) {
      const same =
        next.url === sources.url && next.shortest === sources.shortest && next.fromStart === sources.fromStart;
      if (same) return;
      sources = next;
      shortest = next.shortest;
      if (wanted) return void begin();
      drop();
      opening += 1; // What is being opened comes too late.
      if (state.kind !== "idle") show({ kind: "idle", held: false });
    },
    choose(lines) {
      height = lines;
      engine?.choose(lines);
    },
    caption(language) {
      captions = language;
      engine?.caption(language);
    },
  };
}

async function openEngine(video: HTMLMediaElement, options: EngineOptions): Promise<Engine | null> {
  if (typeof MediaSource !== "undefined") return openHls(video, options);
  if (video.canPlayType("application/vnd.apple.mpegurl") !== "") return openNative(video, options);
  return null;
}
