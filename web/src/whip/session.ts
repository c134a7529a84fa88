import { gathered } from "../rtc/gathering";
import { deleteSession, postOffer, sessionAddress } from "../rtc/http-session";
import { preferred } from "./codecs";
import { trickleFragment, withOpusFec } from "./sdp";
import type { Candidate } from "./sdp";

/** What of `RTCPeerConnection` a session uses; tests hand in a small fake. */
export type Peer = Pick<
  RTCPeerConnection,
  | "addTransceiver"
  | "createOffer"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "localDescription"
  | "iceGatheringState"
  | "connectionState"
  | "getStats"
  | "close"
  | "addEventListener"
>;

/** What is sent. Either may be missing for a while, for instance while the lens is being changed. */
export interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

/** The outside world. `codecs` lists what the browser can send as video; empty leaves the browser's own order. */
export interface SessionDeps {
  fetch: typeof fetch;
  peer: () => Peer;
  codecs: () => readonly RTCRtpCodec[];
}

/** How a try to publish ended. */
export type Opening =
  | { kind: "open"; session: WhipSession }
  /** 409: another publisher holds this camera. */
  | { kind: "busy" }
  /** 410: the meeting is over. */
  | { kind: "ended" }
  /** The server will not have it, and asking again would not help. */
  | { kind: "refused"; status: number; code: string; message: string }
  /** Network, server or ports: worth another try, `after` milliseconds where the server named a time. */
  | { kind: "again"; after: number | null };

/** Every way in which it did not open. */
export type Refusal = Exclude<Opening, { kind: "open" }>;

/** Whole seconds or an HTTP date (RFC 9110 section 10.2.3), as milliseconds from now; null when absent or unreadable. */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const kGatherFor = 1000; // ms. Candidates that take longer follow by PATCH.
const kPostFor = 10_000; // ms. A dead network otherwise holds a fetch for minutes.
const kVideoBitrate = 2_500_000; // bit/s: the top rung of the programme; more would be thrown away.
const kAudioBitrate = 64_000; // bit/s: ample for one voice.

async function refusalOf(response: Response): Promise<{ code: string; message: string }> {
  try {
    const body: unknown = await response.json();
    if (typeof body === "object" && body !== null) {
      const { code, message } = body as Record<string, unknown>;
      return { code: typeof code === "string" ? code : "", message: typeof message === "string" ? message : "" };
    }
  } catch {
    // A proxy's page of HTML: the status alone has to do.
  }
  return { code: "", message: "" };
}

/** Runs `work` with a signal that also fires after `ms`. */
async function within<T>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own = new AbortController();
  const stop = (): void => own.abort();
  const timer = setTimeout(stop, ms);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await work(own.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** Sound first: it is given priority on the wire, and the picture shrinks before the sound breaks. */
function addTracks(peer: Peer, tracks: Tracks, codecs: readonly RTCRtpCodec[]): RTCRtpTransceiver[] {
  const audio = peer.addTransceiver(tracks.audio ?? "audio", {
    direction: "sendonly",
    sendEncodings: [{ maxBitrate: kAudioBitrate, priority: "high", networkPriority: "high" }],
  });
  const video = peer.addTransceiver(tracks.video ?? "video", {
    direction: "sendonly",
    sendEncodings: [{ maxBitrate: kVideoBitrate }],
  });
  const order = preferred(codecs);
  try {
    if (order.length > 0) video.setCodecPreferences(order);
  } catch {
    // An older browser refuses a list that it did not make: its own order contains what the server takes, too.
  }
  return [audio, video];
}

/** A person talking at a table: neither a slide show nor a sport. Browsers that do not know it are left alone. */
async function preferBalance(video: RTCRtpSender): Promise<void> {
  try {
    const parameters: RTCRtpSendParameters = video.getParameters();
    await video.setParameters({ ...parameters, degradationPreference: "balanced" });
  } catch {
    // Firefox before 136 and Safari: they balance anyway.
  }
}

/**
 * One WHIP session (RFC 9725): from the POST to the DELETE. It does not come back by itself; `Publisher` opens the
 * next one.
 */
export class WhipSession {
  private readonly gone = new AbortController();
  private etag: string | null;
  private found: Candidate[] = [];
  private patching = false;
  private complete = false;

  private constructor(
    readonly peer: Peer,
    private readonly fetch: SessionDeps["fetch"],
    private readonly url: string,
    private readonly offer: string,
    private readonly senders: { audio: RTCRtpSender; video: RTCRtpSender },
    etag: string | null,
  ) {
    this.etag = etag;
  }

  /**
   * Offers, posts and takes the answer. `takeover` replaces another publisher. Aborting closes the peer connection and
   * yields `again`. Never rejects.
   */
  static async open(
    endpoint: string,
    tracks: Tracks,
    takeover: boolean,
    deps: SessionDeps,
    signal: AbortSignal,
  ): Promise<Opening> {
    const peer = deps.peer();
    const close = (opening: Opening): Opening => {
      peer.close();
      return opening;
    };
    try {
      const [audio, video] = addTracks(peer, tracks, deps.codecs()).map(({ sender }) => sender);
      if (audio === undefined || video === undefined) return close({ kind: "again", after: null });
      const late: Candidate[] = [];
      let sent = false;
      let session: WhipSession | null = null;
      peer.addEventListener("icecandidate", ({ candidate }) => {
        if (!sent) return;
        if (candidate !== null && candidate.candidate !== "") late.push(candidate);
        session?.trickle(late.splice(0), candidate === null);
      });
      await peer.setLocalDescription(await peer.createOffer());
      await preferBalance(video);
      await gathered(peer, kGatherFor, signal);
      const offer = peer.localDescription?.sdp ?? "";
      sent = true;
      const response = await within(kPostFor, signal, (limit) =>
        postOffer(
          takeover ? `${endpoint}${endpoint.includes("?") ? "&" : "?"}takeover=1` : endpoint,
          offer,
          deps.fetch,
          limit,
        ),
      );
      if (response.status !== 201) return close(await outcomeOf(response));
      const answer = await response.text();
      const address = sessionAddress(response, endpoint);
      session = new WhipSession(peer, deps.fetch, address, offer, { audio, video }, response.headers.get("ETag"));
      await peer.setRemoteDescription({ type: "answer", sdp: withOpusFec(answer) });
      session.trickle(late.splice(0), peer.iceGatheringState === "complete");
      return { kind: "open", session };
    } catch {
      return close({ kind: "again", after: null });
    }
  }

  /** Puts other tracks into the running session; viewers see a cut, not a gap. */
  async replace(tracks: Tracks): Promise<void> {
    await Promise.all([this.senders.audio.replaceTrack(tracks.audio), this.senders.video.replaceTrack(tracks.video)]);
  }

  /** Ends the session here and, with `tell`, on the server. The request outlives the page (`keepalive`). */
  close(tell: boolean): void {
    if (this.gone.signal.aborted) return;
    this.gone.abort();
    this.peer.close();
    if (tell) deleteSession(this.url, this.fetch);
  }

  private trickle(candidates: Candidate[], complete: boolean): void {
    this.found.push(...candidates);
    this.complete ||= complete;
    if (this.found.length > 0 && !this.patching) void this.patch();
  }

  /** One PATCH at a time: they carry an ETag, and the order of candidates matters to nobody. */
  private async patch(): Promise<void> {
    this.patching = true;
    const body = trickleFragment(this.offer, this.found.splice(0), this.complete);
    const headers: Record<string, string> = { "Content-Type": "application/trickle-ice-sdpfrag" };
    if (this.etag !== null) headers["If-Match"] = this.etag;
    try {
      const response = await this.fetch(this.url, {
        method: "PATCH",
        headers,
        body,
        credentials: "same-origin",
        signal: this.gone.signal,
      });
      this.etag = response.headers.get("ETag") ?? this.etag;
      if (!response.ok) return; // Refused: what was in the offer has to do, and the publisher watches whether it does.
      this.patching = false;
      this.trickle([], false);
    } catch {
      // As above: no candidate is worth losing the session for.
    }
  }
}

async function outcomeOf(response: Response): Promise<Opening> {
  const { status } = response;
  if (status === 409) return { kind: "busy" };
  if (status === 410) return { kind: "ended" };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { kind: "again", after: retryAfter(response.headers.get("Retry-After"), Date.now()) };
  }
  return { kind: "refused", status, ...(await refusalOf(response)) };
}
