import { quality, sample } from "./link";
import type { LinkQuality, Sample } from "./link";
import type { Recording } from "./recording";
import { WhipSession } from "./session";
import type { Opening, Refusal, SessionDeps, Tracks } from "./session";

/**
 * Where publishing stands, as far as this device can know. Whether viewers see it is for the server to say (`signal`
 * and `air`); `connected` means only that the server takes what is sent.
 */
export type PublisherState =
  /** Not wanted. */
  | { kind: "idle" }
  /** A try is under way: the POST, or ICE and DTLS after it. */
  | { kind: "connecting"; attempt: number }
  /** Sound and picture flow; by the web connection some seconds later than by WebRTC. */
  | { kind: "connected"; since: number; by: "webrtc" | "web" }
  /** The next try starts at `until` (ms), or at once when the network changes. */
  | { kind: "waiting"; attempt: number; until: number }
  /** Somebody else has this camera. `was` is true when this device had it before. Ends by `takeOver` or `stop`. */
  | { kind: "busy"; was: boolean }
  /** The server refuses for good. Ends by `start` or `stop`. */
  | { kind: "refused"; status: number; code: string; message: string }
  /** The meeting is over. */
  | { kind: "ended" };

export interface PublisherDeps extends SessionDeps {
  /** ms, rising */
  now: () => number;
  /** 0 to below 1 */
  random: () => number;
  /** Sends over the web connection instead; absent where the browser cannot. */
  record?: (
    tracks: Tracks,
    takeover: boolean,
    signal: AbortSignal,
  ) => Promise<Refusal | { kind: "open"; recording: Recording }>;
}

export interface PublisherEvents {
  state: (state: PublisherState) => void;
  /** About once a second while connected. */
  link: (quality: LinkQuality) => void;
}

const kConnectFor = 8000; // ms from the answer to media. Longer means that UDP does not get through this way.
const kFirstRetry = 400; // ms, doubling
const kLongestRetry = 5000; // ms: a hall waits for this phone, so it asks often.
const kShaky = 1500; // ms that a connection may call itself disconnected; a freeze of seconds heals by itself.
const kSilent = 5000; // ms without a byte back. Checks come every 2.5 s, reports more often.
const kLook = 1000; // ms between looks at the statistics

/**
 * Keeps one camera publishing: opens a WHIP session, notices when it dies, and opens the next one without being asked,
 * until `stop`. The tracks are the page's; they are neither started nor stopped here.
 *
 * Where WebRTC does not get through although the server answers, or the server cannot be asked at all, it sends over the
 * web connection until `stop`; the next `start` tries WebRTC again.
 *
 * A dead session is replaced, not repaired: a new POST from the same browser takes the old session over, which also
 * covers a restarted server, and takes one round trip more than an ICE restart.
 */
export class Publisher {
  private current: PublisherState = { kind: "idle" };
  private session: WhipSession | null = null;
  private recording: Recording | null = null;
  /** Ends whatever belongs to the present try or session. */
  private round = new AbortController();
  private attempt = 0;
  private once = false;
  /** WebRTC was tried in vain since `start`. */
  private byWeb = false;
  private tracks: Tracks;

  constructor(
    private readonly endpoint: string,
    tracks: Tracks,
    private readonly deps: PublisherDeps,
    private readonly events: PublisherEvents,
  ) {
    this.tracks = tracks;
  }

  get state(): PublisherState {
    return this.current;
  }

  /** Begins to publish. Does nothing while it is already trying. */
  start(): void {
    if (this.trying()) return;
    this.attempt = 0;
    this.once = false;
    this.byWeb = false;
    void this.open(false);
  }

  /** After `busy`: replaces the other camera. */
  takeOver(): void {
    if (this.current.kind !== "busy") return;
    this.attempt = 0;
    void this.open(true);
  }

  /** Ends publishing and tells the server. */
  stop(): void {
    this.leave(true);
    this.become({ kind: "idle" });
  }

  /** Sends other tracks from now on, without a gap when connected. */
  async use(tracks: Tracks): Promise<void> {
    this.tracks = tracks;
    // A recorder keeps the tracks that it began with.
    if (this.recording !== null) void this.open(false);
    await this.session?.replace(tracks);
  }

  /**
   * The network is back or has changed, or the page was frozen: a wait is cut short, and a connection that shows that
   * it is broken is replaced.
   */
  wake(): void {
    if (this.current.kind === "waiting") void this.open(false);
    const broken = this.session !== null && this.session.peer.connectionState !== "connected";
    if (this.current.kind === "connected" && broken) void this.open(false);
  }

  /** The server says that it hears nothing: replaces a connection that is not too young for the server to have seen. */
  unheard(): void {
    if (this.current.kind === "connected" && this.deps.now() - this.current.since >= kSilent) void this.open(false);
  }

  private trying(): boolean {
    return this.current.kind === "connecting" || this.current.kind === "connected" || this.current.kind === "waiting";
  }

  private become(state: PublisherState): void {
    this.current = state;
    this.events.state(state);
  }

  /** Ends the present round; nothing that it started acts any more. */
  private leave(tell: boolean): AbortSignal {
    this.round.abort();
    this.session?.close(tell);
    this.session = null;
    this.recording?.close();
    this.recording = null;
    this.round = new AbortController();
    return this.round.signal;
  }

  private async open(takeover: boolean): Promise<void> {
    const signal = this.leave(false);
    this.attempt += 1;
    this.become({ kind: "connecting", attempt: this.attempt });
    if (this.byWeb && this.deps.record) return this.record(this.deps.record, takeover, signal);
    const opening = await WhipSession.open(this.endpoint, this.tracks, takeover, this.deps, signal);
    if (signal.aborted) {
      // Stopped or overtaken meanwhile. A session that was still made must not stay behind as the camera.
      if (opening.kind === "open") opening.session.close(true);
      return;
    }
    this.take(opening, signal);
  }

  private async record(
    record: NonNullable<PublisherDeps["record"]>,
    takeover: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const opening = await record(this.tracks, takeover, signal);
    if (signal.aborted) {
      if (opening.kind === "open") opening.recording.close();
      return;
    }
    if (opening.kind !== "open") return this.take(opening, signal);
    this.recording = opening.recording;
    this.attempt = 0;
    this.once = true;
    this.become({ kind: "connected", since: this.deps.now(), by: "web" });
    const how = await opening.recording.ended;
    if (signal.aborted) return;
    if (how === "busy") {
      this.leave(false);
      this.become({ kind: "busy", was: true });
    } else void this.open(false);
  }

  private take(opening: Opening, signal: AbortSignal): void {
    switch (opening.kind) {
      case "open":
        this.session = opening.session;
        // The lens may have been changed while the server was thinking.
        void opening.session.replace(this.tracks).catch(() => undefined);
        this.watch(opening.session, signal);
        break;
      case "busy":
        this.become({ kind: "busy", was: this.once });
        break;
      case "ended":
        this.become({ kind: "ended" });
        break;
      case "refused":
        this.become(opening);
        break;
      case "again":
        // Not even the POST gets through, twice.
        if (opening.after === null && this.attempt > 1) this.giveUpWebRtc();
        this.wait(opening.after, signal);
        break;
    }
  }

  private wait(after: number | null, signal: AbortSignal): void {
    const backoff = Math.min(kLongestRetry, kFirstRetry * 2 ** Math.min(this.attempt - 1, 10));
    const delay = Math.max(backoff * (0.5 + this.deps.random() / 2), after ?? 0);
    this.become({ kind: "waiting", attempt: this.attempt, until: this.deps.now() + delay });
    this.later(delay, signal, () => void this.open(false));
  }

  private later(ms: number, signal: AbortSignal, what: () => void): void {
    const timer = setTimeout(what, ms);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }

  /** Follows one session: to `connected`, and to whatever ends it. */
  private watch(session: WhipSession, signal: AbortSignal): void {
    const { peer } = session;
    let shaky = new AbortController();
    const look = (): void => {
      shaky.abort();
      shaky = new AbortController();
      switch (peer.connectionState) {
        case "connected":
          if (this.current.kind === "connected") break;
          this.attempt = 0;
          this.once = true;
          this.become({ kind: "connected", since: this.deps.now(), by: "webrtc" });
          this.measure(session, signal);
          break;
        case "failed":
        case "closed":
          this.lose(signal);
          break;
        case "disconnected":
          this.later(kShaky, shaky.signal, () => this.lose(signal));
          break;
        default:
          break;
      }
    };
    peer.addEventListener("connectionstatechange", look, { signal });
    signal.addEventListener("abort", () => shaky.abort(), { once: true });
    this.later(kConnectFor, signal, () => {
      if (this.current.kind === "connecting") this.lose(signal);
    });
    look();
  }

  /** The session is dead. One that had worked is replaced at once, one that never did after a pause. */
  private lose(signal: AbortSignal): void {
    if (signal.aborted) return;
    if (this.current.kind === "connected") return void this.open(false);
    // Answered, and yet nothing gets through.
    this.giveUpWebRtc();
    this.wait(null, this.leave(true));
  }

  /** Where it never worked since `start`. One that worked is worth its time. */
  private giveUpWebRtc(): void {
    if (!this.once && this.deps.record) this.byWeb = true;
  }

  /** Looks at the statistics every second: for the person, and to notice that nobody answers any more. */
  private measure(session: WhipSession, signal: AbortSignal): void {
    let before: Sample | null = null;
    let heardAt = this.deps.now();
    const look = async (): Promise<void> => {
      const now = sample(await session.peer.getStats(), this.deps.now());
      if (signal.aborted) return;
      if (before !== null) this.events.link(quality(before, now));
      // A page that was frozen has heard nothing either: it gets its time again.
      const frozen = before !== null && now.at - before.at > 3 * kLook;
      // A browser that does not count what comes back is never called silent.
      if (before === null || now.heard !== before.heard || now.heard === 0 || frozen) heardAt = now.at;
      before = now;
      if (now.at - heardAt >= kSilent) this.lose(signal);
      else this.later(kLook, signal, again);
    };
    const again = (): void => {
      look().catch(() => this.lose(signal));
    };
    again();
  }
}
