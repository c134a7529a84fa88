import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Publisher } from "../../src/whip/publisher";
import { Recording } from "../../src/whip/recording";
import type { Recorder, RecordingDeps, Socket } from "../../src/whip/recording";
import type { Tracks } from "../../src/whip/session";
import { FakeWorld } from "./fake-peer";

const tracks = { audio: { id: "mic" }, video: { id: "lens" } } as unknown as Tracks;

class FakeSocket {
  readonly sent: unknown[] = [];
  bufferedAmount = 0;
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  send(data: unknown): void {
    this.sent.push(data);
  }
  close(): void {
    this.closed = true;
  }
  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}
class FakeRecorder {
  state = "inactive";
  ondataavailable: ((event: { data: { size: number } }) => void) | null = null;
  onerror: (() => void) | null = null;
  start(): void {
    this.state = "recording";
  }
  stop(): void {
    this.state = "inactive";
  }
}

let socket: FakeSocket;
let recorder: FakeRecorder;
const deps: RecordingDeps = {
  url: "wss://ask.example/ws/town/camera",
  camera: "cam2",
  socket: () => (socket = new FakeSocket()) as unknown as Socket,
  recorder: () => (recorder = new FakeRecorder()) as unknown as Recorder,
  stream: (sent) => sent as unknown as MediaStream,
  supports: (type) => type === "video/webm",
};
const open = (): ReturnType<typeof Recording.open> => Recording.open(tracks, false, deps, new AbortController().signal);

async function opened(): Promise<Recording> {
  const opening = open();
  socket.onopen?.();
  socket.say({ type: "live" });
  const result = await opening;
  if (result.kind !== "open") throw new Error(result.kind);
  return result.recording;
}

describe("sending over the web connection", () => {
  it("says who it is, waits for the word, and sends what the recorder makes", async () => {
    await opened();
    expect(JSON.parse(String(socket.sent[0]))).toEqual({
      type: "publish",
      camera: "cam2",
      takeover: false,
      mime: "video/webm",
    });
    expect(recorder.state).toBe("recording");
    const piece = { size: 3 };
    recorder.ondataavailable?.({ data: piece });
    expect(socket.sent[1]).toBe(piece);
  });

  it("knows that another device has the camera, and that the meeting is over", async () => {
    for (const [code, kind] of [
      ["camera_busy", "busy"],
      ["ended", "ended"],
      ["not_allowed", "refused"],
      ["unavailable", "again"],
    ]) {
      const opening = open();
      socket.onopen?.();
      socket.say({ type: "refused", code, message: "" });
      expect((await opening).kind).toBe(kind);
      expect(socket.closed).toBe(true);
    }
  });

  it("ends when the network takes nothing any more", async () => {
    const recording = await opened();
    socket.bufferedAmount = 3_000_000;
    recorder.ondataavailable?.({ data: { size: 3 } });
    expect(await recording.ended).toBe("lost");
    expect(recorder.state).toBe("inactive");
  });

  it("ends when another device takes over", async () => {
    const recording = await opened();
    socket.say({ type: "refused", code: "camera_lost", message: "" });
    expect(await recording.ended).toBe("busy");
  });
});

describe("a publisher whose network lets no WebRTC through", () => {
  let world: FakeWorld;
  let publisher: Publisher;

  beforeEach(() => {
    vi.useFakeTimers();
    world = new FakeWorld();
    publisher = new Publisher(
      "https://ask.example/whip/town",
      tracks,
      {
        ...world.deps,
        now: () => Date.now(),
        random: () => 0.5,
        record: (sent, takeover, signal) => Recording.open(sent, takeover, deps, signal),
      },
      { state: () => undefined, link: () => undefined },
    );
  });
  afterEach(() => {
    publisher.stop();
    vi.useRealTimers();
  });
  async function goLiveByWeb(): Promise<void> {
    await vi.advanceTimersByTimeAsync(1000);
    socket.onopen?.();
    socket.say({ type: "live" });
    await vi.advanceTimersByTimeAsync(0);
  }

  it("sends over the web connection once WebRTC had its time, and tries WebRTC again on the next start", async () => {
    publisher.start();
    await vi.advanceTimersByTimeAsync(8000); // The answer came, but nothing connects.
    await goLiveByWeb();
    expect(publisher.state).toMatchObject({ kind: "connected", by: "web" });
    publisher.stop();
    expect(socket.closed).toBe(true);
    const posts = world.sent("POST").length;
    publisher.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(world.sent("POST").length).toBe(posts + 1);
  });

  it("does so too where not even the offer arrives", async () => {
    world.reply = () => new Error("network");
    publisher.start();
    await vi.advanceTimersByTimeAsync(1500);
    await goLiveByWeb();
    expect(publisher.state).toMatchObject({ kind: "connected", by: "web" });
  });

  it("stays with WebRTC where that has worked", async () => {
    publisher.start();
    await vi.advanceTimersByTimeAsync(0);
    world.peer.become("connected");
    await vi.advanceTimersByTimeAsync(0);
    world.peer.become("failed");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(publisher.state.kind === "connected" && publisher.state.by === "web").toBe(false);
    expect(world.sent("POST").length).toBeGreaterThan(1);
  });
});
