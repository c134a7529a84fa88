import type { Peer, SessionDeps } from "../../src/whip/session";

const kOffer = [
  "v=0",
  "a=group:BUNDLE 0 1",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  "a=mid:0",
  "a=ice-ufrag:abcd",
  "a=ice-pwd:secretsecretsecretsecret",
  "a=rtpmap:111 opus/48000/2",
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "",
].join("\r\n");

export const kAnswer = "v=0\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10\r\n";

class FakeSender {
  parameters: Record<string, unknown> = {};
  constructor(public track: unknown) {}
  getParameters(): unknown {
    return this.parameters;
  }
  setParameters(parameters: Record<string, unknown>): Promise<void> {
    this.parameters = parameters;
    return Promise.resolve();
  }
  replaceTrack(track: unknown): Promise<void> {
    this.track = track;
    return Promise.resolve();
  }
}

/** A peer connection without a network: tests say when it connects and drops. */
export class FakePeer extends EventTarget {
  iceGatheringState = "complete";
  connectionState = "new";
  localDescription: { sdp: string } | null = null;
  remote = "";
  /** bytes that came back so far; negative: stands still */
  heard = 0;
  answering = true;
  readonly senders: FakeSender[] = [];
  readonly inits: RTCRtpTransceiverInit[] = [];
  preferred: readonly { mimeType: string }[] = [];

  addTransceiver(track: unknown, init: RTCRtpTransceiverInit): unknown {
    const sender = new FakeSender(track);
    this.senders.push(sender);
    this.inits.push(init);
    return { sender, setCodecPreferences: (codecs: { mimeType: string }[]) => (this.preferred = codecs) };
  }
  createOffer(): Promise<unknown> {
    return Promise.resolve({ type: "offer", sdp: kOffer });
  }
  setLocalDescription(): Promise<void> {
    this.localDescription = { sdp: kOffer };
    return Promise.resolve();
  }
  setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    this.remote = sdp;
    return Promise.resolve();
  }
  getStats(): Promise<Map<string, unknown>> {
    if (this.answering) this.heard += 100;
    return Promise.resolve(
      new Map<string, unknown>([
        ["o", { type: "outbound-rtp", bytesSent: this.heard * 1000 }],
        ["c", { type: "candidate-pair", nominated: true, bytesReceived: this.heard, availableOutgoingBitrate: 3e6 }],
      ]),
    );
  }
  close(): void {
    this.connectionState = "closed";
  }
  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }
  find(candidate: string | null): void {
    const event = new Event("icecandidate");
    Object.assign(event, { candidate: candidate === null ? null : { candidate, sdpMid: "0" } });
    this.dispatchEvent(event);
  }
}

export interface Request {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export type Reply = Response | Error | Promise<Response>;

/** 201 as the server gives it. */
export function created(session = "s1"): Response {
  return new Response(kAnswer, { status: 201, headers: { Location: `/whip/town/${session}`, ETag: '"1"' } });
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ code, message: code }), { status, headers });
}

/** A server that answers as told and remembers what it was asked; and the peers that were made meanwhile. */
export class FakeWorld {
  readonly requests: Request[] = [];
  readonly peers: FakePeer[] = [];
  reply: (request: Request) => Reply = ({ method }) =>
    method === "POST" ? created() : new Response(null, { status: 200 });

  readonly deps: SessionDeps = {
    fetch: (input, init) => {
      const request: Request = {
        method: init?.method ?? "GET",
        url: String(input),
        headers: { ...(init?.headers as Record<string, string> | undefined) },
        body: typeof init?.body === "string" ? init.body : "",
      };
      this.requests.push(request);
      const reply = this.reply(request);
      if (reply instanceof Error) return Promise.reject(reply);
      return new Promise((resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
        Promise.resolve(reply).then(resolve, reject);
      });
    },
    peer: () => {
      const peer = new FakePeer();
      this.peers.push(peer);
      return peer as unknown as Peer;
    },
    codecs: () => [
      { mimeType: "video/VP9", clockRate: 90000 },
      { mimeType: "video/VP8", clockRate: 90000 },
      { mimeType: "video/H264", clockRate: 90000, sdpFmtpLine: "packetization-mode=1;profile-level-id=42e01f" },
    ],
  };

  get peer(): FakePeer {
    const last = this.peers.at(-1);
    if (last === undefined) throw new Error("no peer connection was made");
    return last;
  }

  sent(method: string): Request[] {
    return this.requests.filter((request) => request.method === method);
  }
}
