import type { Refusal, Tracks } from "./session";

/**
 * Sends what a MediaRecorder makes over a WebSocket of this server, for networks that let no WebRTC through; the
 * contract is section 4.6 of docs/protocol.md. Viewers see it some seconds later than by WebRTC.
 */
export class Recording {
  /** How it ended: `lost` is worth another try, `busy` is not. Never settles after `close`. */
  readonly ended: Promise<"lost" | "busy">;
  private finish: (how: "lost" | "busy") => void = () => undefined;
  private readonly recorder: Recorder;

  private constructor(
    private readonly socket: Socket,
    stream: MediaStream,
    mimeType: string,
    deps: RecordingDeps,
  ) {
    this.ended = new Promise((resolve) => (this.finish = resolve));
    this.recorder = deps.recorder(stream, { mimeType, videoBitsPerSecond: kVideo, audioBitsPerSecond: kAudio });
    this.recorder.ondataavailable = ({ data }) => this.send(data);
    this.recorder.onerror = () => this.end("lost");
    socket.onmessage = ({ data }) => this.hear(data);
    socket.onclose = () => this.end("lost");
    this.recorder.start(kSlice);
  }

  static open(
    tracks: Tracks,
    takeover: boolean,
    deps: RecordingDeps,
    signal: AbortSignal,
  ): Promise<Refusal | { kind: "open"; recording: Recording }> {
    const mimeType = kTypes.find((type) => deps.supports(type));
    const sent = [tracks.video, tracks.audio].filter((track) => track !== null);
    if (mimeType === undefined || sent.length === 0) return Promise.resolve({ kind: "again", after: null });
    const socket = deps.socket(deps.url, "wardcast.media.v1");
    return new Promise((resolve) => {
      const fail = (refusal: Refusal): void => {
        clearTimeout(timer);
        silence(socket);
        socket.close();
        resolve(refusal);
      };
      const timer = setTimeout(() => fail({ kind: "again", after: null }), kAnswerWithin);
      signal.addEventListener("abort", () => fail({ kind: "again", after: null }), { once: true });
      socket.onopen = () =>
        socket.send(JSON.stringify({ type: "publish", camera: deps.camera, takeover, mime: mimeType }));
      socket.onclose = () => fail({ kind: "again", after: null });
      socket.onmessage = ({ data }) => {
        const word = read(data);
        if (word.type !== "live") return fail(refusalOf(word));
        clearTimeout(timer);
        resolve({ kind: "open", recording: new Recording(socket, deps.stream(sent), mimeType, deps) });
      };
    });
  }

  close(): void {
    silence(this.socket);
    this.stop();
  }

  private send(data: Blob): void {
    if (data.size === 0) return;
    // What does not leave in seconds would only come later and later.
    if (this.socket.bufferedAmount > kMostWaiting) return this.end("lost");
    this.socket.send(data);
  }

  private hear(data: unknown): void {
    const word = read(data);
    if (word.type === "refused") this.end(word.code === "camera_lost" ? "busy" : "lost");
  }

  private end(how: "lost" | "busy"): void {
    this.close();
    this.finish(how);
  }

  private stop(): void {
    this.recorder.ondataavailable = null;
    if (this.recorder.state !== "inactive") this.recorder.stop();
    this.socket.close();
  }
}

/** What of `WebSocket` and `MediaRecorder` is used; tests hand in small fakes. */
export type Socket = Pick<WebSocket, "send" | "close" | "bufferedAmount" | "onopen" | "onmessage" | "onclose">;
export type Recorder = Pick<MediaRecorder, "start" | "stop" | "state" | "ondataavailable" | "onerror">;

export interface RecordingDeps {
  /** wss://HOST/ws/SLUG/camera */
  url: string;
  camera: string;
  socket: (url: string, subprotocol: string) => Socket;
  recorder: (stream: MediaStream, options: MediaRecorderOptions) => Recorder;
  stream: (tracks: MediaStreamTrack[]) => MediaStream;
  supports: (type: string) => boolean;
}

const kTypes = ["video/webm;codecs=vp8,opus", "video/webm;codecs=h264,opus", "video/webm"];
const kSlice = 250; // ms of recording in each message
const kVideo = 1_500_000; // bit/s. TCP does not bend: what a poor network surely takes.
const kAudio = 64_000; // bit/s
const kMostWaiting = 2_000_000; // bytes: ten seconds
const kAnswerWithin = 10_000; // ms

function silence(socket: Socket): void {
  socket.onopen = socket.onmessage = socket.onclose = null;
}

interface Heard {
  type: string;
  code: string;
  message: string;
}

function read(data: unknown): Heard {
  try {
    const value: unknown = JSON.parse(String(data));
    const word = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
    const text = (name: string): string => (typeof word[name] === "string" ? word[name] : "");
    return { type: text("type"), code: text("code"), message: text("message") };
  } catch {
    return { type: "", code: "", message: "" };
  }
}

function refusalOf({ code, message }: Heard): Refusal {
  switch (code) {
    case "camera_busy":
      return { kind: "busy" };
    case "ended":
      return { kind: "ended" };
    case "not_allowed":
      return { kind: "refused", status: 403, code, message };
    case "not_found":
      return { kind: "refused", status: 404, code, message };
    case "wrong_kind":
      return { kind: "refused", status: 409, code, message };
    default:
      return { kind: "again", after: null };
  }
}
