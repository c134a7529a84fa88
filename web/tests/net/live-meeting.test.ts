import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openMeeting, type LiveMeeting } from "../../src/net/live-meeting";
import type { Outcome } from "../../src/net/outbox";
import { support } from "../../src/state/support";
import { fakeBrowser, FakeSocket, type FakeBrowser } from "./fake-browser";
import { eventsFrame, tallyFrame, welcomeFrame } from "../wire";

let browser: FakeBrowser;
let ending: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  browser = fakeBrowser();
  ending = new AbortController();
});
afterEach(() => {
  ending.abort();
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ask = { command: "ask", data: { text: "Why?" } } as const;
const commands = () => FakeSocket.last.sent.filter((message) => message["type"] === "do");

function welcome(): void {
  FakeSocket.last.open();
  FakeSocket.last.say(welcomeFrame());
}
function opened(): LiveMeeting {
  const live = openMeeting("billesley", "resident", ending.signal);
  welcome();
  return live;
}
function breakAndReturn(): void {
  FakeSocket.last.break();
  vi.advanceTimersByTime(500);
  welcome();
}

describe("a live meeting", () => {
  it("opens the meeting's socket and tells when it was heard", () => {
    const live = opened();
    expect(FakeSocket.last.url).toBe("ws://ask.example/ws/billesley");
    expect(live.view.meeting?.top.title).toBe("Billesley ward forum");
    expect(live.view.heardAt).toBe(Date.now());
  });

  it("resumes with the last event that it applied", () => {
    opened();
    FakeSocket.last.say(eventsFrame(61, {}));
    FakeSocket.last.break();
    vi.advanceTimersByTime(500);
    FakeSocket.last.open();
    expect(FakeSocket.last.sent[0]).toEqual({ type: "hello", since: 61 });
  });

  it("keeps the last picture while the link is away", () => {
    const live = opened();
    FakeSocket.last.break();
    expect(live.view.meeting?.top.title).toBe("Billesley ward forum");
    expect(live.view.link.kind).toBe("waiting");
  });

  it("sends a command at once and forgets it when it is done", () => {
    const live = opened();
    const outcomes: Outcome[] = [];
    live.onOutcome((outcome) => outcomes.push(outcome));
    const id = live.give(ask);
    expect(commands()).toEqual([{ type: "do", id, ...ask }]);
    expect(live.view.waiting).toMatchObject([{ id, sent: true }]);
    FakeSocket.last.say({ type: "done", id, seq: 58, question: "q_new" });
    expect(live.view.waiting).toEqual([]);
    expect(outcomes).toMatchObject([{ kind: "done", done: { question: "q_new" } }]);
    expect(live.view.meeting?.asked.has("q_new")).toBe(true);
  });

  it("keeps what is given without a link, and sends it in order when that is back", () => {
    const live = opened();
    FakeSocket.last.break();
    const first = live.give(ask);
    const second = live.give({ command: "vote", data: { question: "q_grit" } });
    expect(live.view.waiting.map(({ sent }) => sent)).toEqual([false, false]);
    vi.advanceTimersByTime(500);
    welcome();
    expect(commands().map((each) => each["id"])).toEqual([first, second]);
  });

  it("sends again, with the same id, what was not answered when the link broke", () => {
    const live = opened();
    const id = live.give(ask);
    breakAndReturn();
    expect(commands()).toMatchObject([{ id }]);
    FakeSocket.last.say({ type: "done", id, seq: 58, question: "q_new" });
    breakAndReturn();
    expect(commands()).toEqual([]);
  });

  it("tells an outcome once, even if it is answered twice", () => {
    const live = opened();
    const outcomes: Outcome[] = [];
    live.onOutcome((outcome) => outcomes.push(outcome));
    const id = live.give(ask);
    FakeSocket.last.say({ type: "done", id, seq: 58, question: "q_new" });
    FakeSocket.last.say({ type: "done", id, seq: 58, question: "q_new" });
    expect(outcomes).toHaveLength(1);
  });

  it("keeps commands over a reload", () => {
    const first = opened();
    FakeSocket.last.break();
    const id = first.give(ask);
    ending.abort();
    ending = new AbortController();
    const second = opened();
    expect(second.view.waiting).toMatchObject([{ id, sent: true, command: ask }]);
    expect(commands()).toMatchObject([{ id }]);
    FakeSocket.last.say({ type: "done", id, seq: 58, question: "q_new" });
    expect([...browser.storage.keys()].filter((name) => name.startsWith("wardcast:out"))).toEqual([]);
  });

  it("does not send what was meant for a meeting long ago, or what it did not keep itself", () => {
    const old = { command: ask, givenAt: Date.now() - 7 * 60 * 60 * 1000 };
    browser.storage.set("wardcast:out:billesley:resident:old", JSON.stringify(old));
    browser.storage.set("wardcast:out:billesley:resident:odd", '{"command":7}');
    browser.storage.set("wardcast:out:billesley:resident:bad", "{");
    expect(opened().view.waiting).toEqual([]);
    expect(commands()).toEqual([]);
    expect(browser.storage.size).toBe(0);
  });

  it("waits as long as it is told to when it is too fast, then sends the same again", () => {
    const live = opened();
    const outcomes: Outcome[] = [];
    live.onOutcome((outcome) => outcomes.push(outcome));
    const id = live.give(ask);
    FakeSocket.last.say({ type: "refused", id, code: "slow_down", message: "", retry_after: 12 });
    expect(live.view.waiting).toMatchObject([{ id, sent: false, notBefore: Date.now() + 12_000 }]);
    FakeSocket.last.say(tallyFrame({}));
    vi.advanceTimersByTime(11_900);
    expect(commands()).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(commands()).toMatchObject([{ id }, { id }]);
    expect(outcomes).toEqual([]);
  });

  it("tries again what could not be stored", () => {
    const live = opened();
    const id = live.give(ask);
    FakeSocket.last.say({ type: "refused", id, code: "unavailable", message: "" });
    vi.advanceTimersByTime(3_100);
    expect(commands()).toMatchObject([{ id }, { id }]);
  });

  it("hands back what was refused for good", () => {
    const live = opened();
    const outcomes: Outcome[] = [];
    live.onOutcome((outcome) => outcomes.push(outcome));
    const id = live.give(ask);
    FakeSocket.last.say({ type: "refused", id, code: "questions_closed", message: "closed" });
    expect(live.view.waiting).toEqual([]);
    expect(outcomes).toMatchObject([{ kind: "refused", refused: { code: "questions_closed" }, command: ask }]);
  });

  it("takes back a command that was not sent yet", () => {
    const live = opened();
    FakeSocket.last.break();
    live.forget(live.give(ask));
    vi.advanceTimersByTime(500);
    welcome();
    expect(commands()).toEqual([]);
  });

  it("shows support at once, and as the server counts it afterwards", () => {
    const live = opened();
    const shown = () => live.view.meeting && support(live.view.meeting, live.view.presses, "q_grit");
    live.support("q_grit", true);
    expect(shown()).toEqual({ pressed: true, count: 5 });
    FakeSocket.last.say({ type: "done", id: commands()[0]?.["id"], seq: 57 });
    expect(shown()).toEqual({ pressed: true, count: 5 });
    FakeSocket.last.say(tallyFrame({ q_grit: 7 }));
    expect(shown()).toEqual({ pressed: true, count: 7 });
  });

  it("takes support back where the server refuses it", () => {
    const live = opened();
    live.support("q_grit", true);
    FakeSocket.last.say({ type: "refused", id: commands()[0]?.["id"], code: "wrong_state", message: "" });
    expect(live.view.meeting && support(live.view.meeting, live.view.presses, "q_grit")).toEqual({
      pressed: false,
      count: 4,
    });
  });

  it("counts a vote that was there already as given", () => {
    const live = opened();
    live.support("q_grit", true);
    FakeSocket.last.say({ type: "refused", id: commands()[0]?.["id"], code: "already_done", message: "" });
    expect(live.view.meeting?.supported.has("q_grit")).toBe(true);
  });

  it("keeps commands over a reload, but no token of somebody else's service", () => {
    const live = opened();
    live.give(ask);
    live.give({ command: "add_source", data: { kind: "x", token: "a secret" } });
    const kept = Array.from({ length: localStorage.length }, (_, at) =>
      localStorage.getItem(localStorage.key(at) ?? ""),
    );
    expect(kept.join()).toContain('"ask"');
    expect(kept.join()).not.toContain("secret");
  });

  it("works in a browser that keeps nothing", () => {
    vi.stubGlobal("localStorage", undefined);
    const live = opened();
    const id = live.give(ask);
    expect(commands()).toMatchObject([{ id }]);
  });
});
