import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LinkQuality } from "../../src/whip/link";
import { Publisher } from "../../src/whip/publisher";
import type { PublisherState } from "../../src/whip/publisher";
import type { Tracks } from "../../src/whip/session";
import { FakeWorld, created, refusal } from "./fake-peer";

const kEndpoint = "https://ask.example/whip/town";
const nothing: Tracks = { audio: null, video: null };
const front = { audio: null, video: { id: "front" } as unknown as MediaStreamTrack };

let world: FakeWorld;
let states: PublisherState[];
let links: LinkQuality[];
let publisher: Publisher;

function last(): PublisherState {
  return publisher.state;
}

/** Lets everything happen that needs no time. */
async function settle(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

async function goLive(): Promise<void> {
  publisher.start();
  await settle();
  world.peer.become("connected");
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  world = new FakeWorld();
  states = [];
  links = [];
  publisher = new Publisher(
    kEndpoint,
    nothing,
    { ...world.deps, now: () => Date.now(), random: () => 0.5 },
    { state: (state) => states.push(state), link: (link) => links.push(link) },
  );
});

afterEach(() => {
  publisher.stop();
  vi.useRealTimers();
});

describe("going live", () => {
  it("posts an offer as SDP and takes the answer with error correction for sound", async () => {
    publisher.start();
    await settle();
    const [post] = world.sent("POST");
    expect(post?.url).toBe(kEndpoint);
    expect(post?.headers["Content-Type"]).toBe("application/sdp");
    expect(post?.body).toContain("m=audio");
    expect(world.peer.remote).toContain("useinbandfec=1");
    expect(last()).toEqual({ kind: "connecting", attempt: 1 });
  });

  it("prefers H.264, then VP8, and bounds the bitrate", async () => {
    publisher.start();
    await settle();
    expect(world.peer.preferred.map(({ mimeType }) => mimeType)).toEqual(["video/H264", "video/VP8"]);
    expect(world.peer.inits[1]?.sendEncodings).toEqual([{ maxBitrate: 2_500_000 }]);
    expect(world.peer.senders[1]?.parameters).toMatchObject({ degradationPreference: "balanced" });
  });

  it("is connected once media flows, not when the server has answered", async () => {
    publisher.start();
    await settle();
    expect(last().kind).toBe("connecting");
    world.peer.become("connected");
    expect(last().kind).toBe("connected");
  });

  it("is not begun twice by a second press", async () => {
    publisher.start();
    publisher.start();
    await settle();
    expect(world.sent("POST")).toHaveLength(1);
  });

  it("waits at most a second for candidates and sends later ones by PATCH under the ETag", async () => {
    const { deps } = world;
    const peer = deps.peer;
    deps.peer = () => {
      const made = peer();
      world.peer.iceGatheringState = "gathering";
      return made;
    };
    publisher = new Publisher(
      kEndpoint,
      nothing,
      { ...deps, now: () => Date.now(), random: () => 0 },
      { state: () => undefined, link: () => undefined },
    );
    publisher.start();
    await settle(999);
    expect(world.sent("POST")).toHaveLength(0);
    await settle(1);
    expect(world.sent("POST")).toHaveLength(1);
    world.reply = () => new Response(null, { status: 204 });
    world.peer.find("candidate:9 1 udp 1 192.0.2.9 5009 typ host");
    await settle();
    const [patch] = world.sent("PATCH");
    expect(patch?.url).toBe("https://ask.example/whip/town/s1");
    expect(patch?.headers).toMatchObject({ "If-Match": '"1"', "Content-Type": "application/trickle-ice-sdpfrag" });
    expect(patch?.body).toContain("a=candidate:9 1 udp");
  });

  it("tries anew when media does not flow within eight seconds of the answer", async () => {
    publisher.start();
    await settle(8000);
    expect(last().kind).toBe("waiting");
    await settle(400);
    expect(world.sent("POST")).toHaveLength(2);
  });
});

describe("a refusal", () => {
  it("as busy waits for the person, and taking over says so to the server", async () => {
    world.reply = () => refusal(409, "camera_busy");
    publisher.start();
    await settle(60_000);
    expect(last()).toEqual({ kind: "busy", was: false });
    expect(world.sent("POST")).toHaveLength(1);
    world.reply = () => created();
    publisher.takeOver();
    await settle();
    expect(world.sent("POST")[1]?.url).toBe(`${kEndpoint}?takeover=1`);
  });

  it("for want of a token is final and carries the server's word", async () => {
    world.reply = () => refusal(401, "not_allowed");
    publisher.start();
    await settle(60_000);
    expect(last()).toEqual({ kind: "refused", status: 401, code: "not_allowed", message: "not_allowed" });
    expect(world.sent("POST")).toHaveLength(1);
  });

  it("without a readable body is still a refusal", async () => {
    world.reply = () => new Response("<html>", { status: 415 });
    publisher.start();
    await settle();
    expect(last()).toEqual({ kind: "refused", status: 415, code: "", message: "" });
  });

  it("because the meeting is over ends it", async () => {
    world.reply = () => refusal(410, "ended");
    publisher.start();
    await settle(60_000);
    expect(last()).toEqual({ kind: "ended" });
  });

  it("for the moment is tried again after the time that the server names", async () => {
    world.reply = () => refusal(503, "unavailable", { "Retry-After": "7" });
    publisher.start();
    await settle();
    expect(last()).toMatchObject({ kind: "waiting", attempt: 1 });
    await settle(6999);
    expect(world.sent("POST")).toHaveLength(1);
    world.reply = () => created();
    await settle(1);
    expect(world.sent("POST")).toHaveLength(2);
  });
});

describe("without a network", () => {
  it("tries again with growing pauses of at most five seconds", async () => {
    world.reply = () => new TypeError("Failed to fetch");
    publisher.start();
    const pauses: number[] = [];
    for (let i = 0; i < 7; i++) {
      await settle();
      const state = last();
      if (state.kind !== "waiting") throw new Error(state.kind);
      pauses.push(state.until - Date.now());
      await settle(state.until - Date.now());
    }
    expect(pauses).toEqual([300, 600, 1200, 2400, 3750, 3750, 3750]);
  });

  it("gives up a POST that nobody answers after ten seconds", async () => {
    world.reply = () => new Promise<Response>(() => undefined);
    publisher.start();
    await settle(9999);
    expect(last().kind).toBe("connecting");
    await settle(1);
    expect(last().kind).toBe("waiting");
  });

  it("tries at once when the network is back", async () => {
    world.reply = () => new TypeError("Failed to fetch");
    publisher.start();
    await settle(5000);
    const before = world.sent("POST").length;
    world.reply = () => created();
    publisher.wake();
    await settle();
    expect(world.sent("POST")).toHaveLength(before + 1);
  });
});

describe("a dropped connection", () => {
  it("is replaced at once by a new session with the same tracks when it has failed", async () => {
    await publisher.use(front);
    await goLive();
    world.peer.become("failed");
    await settle();
    expect(world.peers).toHaveLength(2);
    expect(world.peers[0]?.connectionState).toBe("closed");
    expect(world.peer.senders[1]?.track).toBe(front.video);
    world.peer.become("connected");
    expect(last().kind).toBe("connected");
  });

  it("is given a moment to heal when it is only disconnected", async () => {
    await goLive();
    world.peer.become("disconnected");
    await settle(1400);
    world.peer.become("connected");
    await settle(5000);
    expect(world.peers).toHaveLength(1);
    world.peer.become("disconnected");
    await settle(1500);
    expect(world.peers).toHaveLength(2);
  });

  it("is noticed by silence, though the browser calls it connected", async () => {
    await goLive();
    await settle(3000);
    world.peer.answering = false;
    await settle(6000);
    expect(world.peers).toHaveLength(2);
  });

  it("comes back after a restart of the server, which refuses for a while", async () => {
    await goLive();
    world.reply = () => new TypeError("Failed to fetch");
    world.peer.become("failed");
    await settle(12_000);
    expect(last().kind).not.toBe("connected");
    world.reply = () => created("s2");
    await settle(5000);
    world.peer.become("connected");
    expect(last().kind).toBe("connected");
  });

  it("says that another device took over, when that is why", async () => {
    await goLive();
    world.reply = () => refusal(409, "camera_busy");
    world.peer.become("failed");
    await settle();
    expect(last()).toEqual({ kind: "busy", was: true });
  });

  it("does not ask the server to end the session that the next one replaces", async () => {
    await goLive();
    world.peer.become("failed");
    await settle();
    expect(world.sent("DELETE")).toHaveLength(0);
  });
});

describe("a hint from outside", () => {
  it("leaves a sound connection alone", async () => {
    await goLive();
    publisher.wake();
    await settle();
    expect(world.peers).toHaveLength(1);
  });

  it("does not hurry a wait because the server hears nothing", async () => {
    world.reply = () => new TypeError("Failed to fetch");
    publisher.start();
    await settle();
    publisher.unheard();
    await settle();
    expect(world.sent("POST")).toHaveLength(1);
  });

  it("replaces one of which the server hears nothing, unless it is too young to tell", async () => {
    await goLive();
    publisher.unheard();
    await settle();
    expect(world.peers).toHaveLength(1);
    await settle(5000);
    publisher.unheard();
    await settle();
    expect(world.peers).toHaveLength(2);
  });
});

describe("stopping", () => {
  it("deletes the session, and nothing comes back by itself", async () => {
    await goLive();
    publisher.stop();
    await settle(60_000);
    expect(world.sent("DELETE").map(({ url }) => url)).toEqual(["https://ask.example/whip/town/s1"]);
    expect(world.sent("POST")).toHaveLength(1);
    expect(last()).toEqual({ kind: "idle" });
  });

  it("while the answer is being taken deletes what was made", async () => {
    let take: () => void = () => undefined;
    const { peer } = world.deps;
    world.deps.peer = () => {
      const made = peer();
      world.peer.setRemoteDescription = () => new Promise((resolve) => (take = resolve));
      return made;
    };
    publisher = new Publisher(
      kEndpoint,
      nothing,
      { ...world.deps, now: () => Date.now(), random: () => 0 },
      { state: () => undefined, link: () => undefined },
    );
    publisher.start();
    await settle();
    publisher.stop();
    take();
    await settle();
    expect(world.sent("DELETE")).toHaveLength(1);
    expect(world.peers.every((peer) => peer.connectionState === "closed")).toBe(true);
    expect(last()).toEqual({ kind: "idle" });
  });

  it("also ends a wait", async () => {
    world.reply = () => new TypeError("Failed to fetch");
    publisher.start();
    await settle();
    publisher.stop();
    await settle(60_000);
    expect(world.sent("POST")).toHaveLength(1);
  });
});

describe("while connected", () => {
  it("changes the lens within the session", async () => {
    await goLive();
    await publisher.use(front);
    expect(world.peer.senders[1]?.track).toBe(front.video);
    expect(world.sent("POST")).toHaveLength(1);
  });

  it("tells the quality of the network every second", async () => {
    await goLive();
    await settle(2000);
    expect(links.at(-1)).toEqual({ level: "good", kbps: 800 });
  });
});
