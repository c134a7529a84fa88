import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backoff } from "../../src/net/backoff";
import { openLink, type LinkState } from "../../src/net/link";
import type { Role } from "../../src/protocol/messages";
import { fakeBrowser, FakeSocket, type FakeBrowser } from "./fake-browser";
import { tallyFrame, welcomeFrame } from "../wire";

let browser: FakeBrowser;
let ending: AbortController;
let states: LinkState[];
let since: number | null;
let fits: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  browser = fakeBrowser();
  ending = new AbortController();
  states = [];
  since = null;
  fits = true;
});
afterEach(() => {
  ending.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(role: Role = "resident") {
  return openLink({
    url: "ws://ask.example/ws/billesley",
    role,
    since: () => since,
    onMessage: () => fits,
    onState: (state) => states.push(state),
    signal: ending.signal,
    random: () => 0.5, // Times exactly one.
  });
}
function welcomed(role: Role = "resident") {
  const link = open(role);
  FakeSocket.last.open();
  FakeSocket.last.say(welcomeFrame());
  return link;
}
const state = () => states.at(-1)?.kind;

describe("a link", () => {
  it("speaks the subprotocol and says hello first", () => {
    open();
    expect(FakeSocket.last.protocol).toBe("wardcast.v1");
    expect(state()).toBe("connecting");
    FakeSocket.last.open();
    expect(FakeSocket.last.sent).toEqual([{ type: "hello" }]);
  });

  it("names its role, where that is not the default", () => {
    open("chair");
    FakeSocket.last.open();
    expect(FakeSocket.last.sent).toEqual([{ type: "hello", as: "chair" }]);
  });

  it("is open only once it is welcomed", () => {
    const link = open();
    FakeSocket.last.open();
    expect(link.send({ type: "do" })).toBe(false);
    FakeSocket.last.say(welcomeFrame());
    expect(state()).toBe("open");
    expect(link.send({ type: "do" })).toBe(true);
  });

  it("resumes from the last event after a break", () => {
    welcomed();
    since = 63;
    FakeSocket.last.break();
    expect(state()).toBe("waiting");
    vi.advanceTimersByTime(500);
    FakeSocket.last.open();
    expect(FakeSocket.last.sent).toEqual([{ type: "hello", since: 63 }]);
  });

  it("waits longer from attempt to attempt, up to five seconds, and starts small again after a welcome", () => {
    welcomed();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      FakeSocket.last.break();
      const last = states.at(-1);
      if (last?.kind !== "waiting") throw new Error("does not wait");
      waits.push(last.retryAt - Date.now());
      vi.advanceTimersByTime(last.retryAt - Date.now());
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000, 5_000]);
    FakeSocket.last.open();
    FakeSocket.last.say(welcomeFrame());
    FakeSocket.last.break();
    expect(states.at(-1)).toMatchObject({ kind: "waiting", attempt: 0 });
  });

  it("reconnects when nothing was heard for 25 seconds", () => {
    welcomed();
    const first = FakeSocket.last;
    vi.advanceTimersByTime(24_000);
    first.say(tallyFrame({}));
    vi.advanceTimersByTime(24_900);
    expect(first.closed).toBe(false);
    vi.advanceTimersByTime(200);
    expect(first.closed).toBe(true);
    expect(state()).toBe("waiting");
  });

  it("gives up on a handshake that hangs", () => {
    open();
    vi.advanceTimersByTime(10_001);
    expect(state()).toBe("waiting");
  });

  it("asks for the whole state after a frame that it cannot read", () => {
    welcomed();
    since = 63;
    FakeSocket.last.say("{nonsense");
    vi.advanceTimersByTime(500);
    FakeSocket.last.open();
    expect(FakeSocket.last.sent).toEqual([{ type: "hello" }]);
  });

  it("asks for the whole state when what comes does not fit", () => {
    welcomed();
    since = 63;
    fits = false;
    FakeSocket.last.say(tallyFrame({}));
    vi.advanceTimersByTime(500);
    FakeSocket.last.open();
    expect(FakeSocket.last.sent).toEqual([{ type: "hello" }]);
  });

  it("stays away once it is refused", () => {
    open("chair");
    FakeSocket.last.open();
    FakeSocket.last.say({ type: "refused", code: "not_allowed", message: "no" });
    FakeSocket.last.break();
    vi.advanceTimersByTime(60_000);
    expect(state()).toBe("refused");
    expect(FakeSocket.made).toHaveLength(1);
  });

  it("takes a refused command for what it is", () => {
    welcomed();
    FakeSocket.last.say({ type: "refused", id: "u", code: "ended", message: "over" });
    expect(state()).toBe("open");
  });

  it("tries at once when the browser is online again", () => {
    welcomed();
    FakeSocket.last.break();
    FakeSocket.last.break();
    browser.window.dispatchEvent(new Event("online"));
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("looks at its age when a sleeping phone wakes", () => {
    welcomed();
    vi.setSystemTime(Date.now() + 60_000); // Timers slept.
    browser.document.dispatchEvent(new Event("visibilitychange"));
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("ends with its signal", () => {
    welcomed();
    ending.abort();
    expect(FakeSocket.last.closed).toBe(true);
    vi.advanceTimersByTime(60_000);
    browser.window.dispatchEvent(new Event("online"));
    expect(FakeSocket.made).toHaveLength(1);
  });
});

describe("backoff", () => {
  it("spreads each wait from half to one and a half", () => {
    expect(backoff(0, () => 0)).toBe(250);
    expect(backoff(0, () => 0.999)).toBeCloseTo(750, -1);
    expect(backoff(500, () => 0.5)).toBe(5_000);
  });
});
