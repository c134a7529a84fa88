import { describe, expect, it } from "vitest";
import { acknowledged, apply, type Meeting } from "../../src/state/meeting";
import { air, asking, openItem, own, queued, queuedForViewer } from "../../src/state/select";
import { question, type Wire } from "../stage/scene";
import { eventsFrame, kAt, read, tallyFrame, welcomeFrame } from "../wire";

const kNow = Date.parse(kAt) - 3_000;

function after(...frames: Wire[]): Meeting {
  const meeting = frames.reduce<Meeting | null>((known, frame) => apply(known, read(frame), kNow), null);
  if (!meeting) throw new Error("nothing was applied");
  return meeting;
}

const live = (more: Wire = {}) => {
  const frame = welcomeFrame() as Wire & { state: Wire };
  return { ...frame, state: { ...frame.state, ...more } };
};

describe("apply", () => {
  it("takes over the state of a welcome", () => {
    const meeting = after(welcomeFrame());
    expect(meeting.seq).toBe(57);
    expect(asking(meeting)?.name).toBe("Ann");
    expect(queued(meeting).map(({ id }) => id)).toEqual(["q_library", "q_potholes", "q_park", "q_crossing", "q_grit"]);
    expect([...meeting.supported]).toEqual(["q_library"]);
  });

  it("knows how far the server's clock is ahead", () => expect(after(welcomeFrame()).skew).toBe(3_000));

  it("forgets counts when the meeting begins to listen, until tallies bring them back; staff keep them", () => {
    const listens = eventsFrame(58, { set: { listening: { until: kAt } } });
    const resident = after(welcomeFrame(), listens);
    expect([...resident.questions.values()].every(({ supporters }) => supporters === null)).toBe(true);
    const again = after(
      welcomeFrame(),
      listens,
      eventsFrame(59, { set: { listening: null } }),
      tallyFrame({ q_grit: 6 }),
    );
    expect(again.questions.get("q_grit")?.supporters).toBe(6);
    expect(after(welcomeFrame({ role: "clerk" }), listens).questions.get("q_grit")?.supporters).toBe(4);
  });

  it("shows each viewer an order of its own while the meeting listens", () => {
    const listening = (you: string) => after({ ...live({ listening: { until: kAt } }), you });
    const order = (you: string) => queuedForViewer(listening(you)).map(({ id }) => id);
    expect(order("p_1")).toEqual(order("p_1"));
    expect(new Set(["p_1", "p_2", "p_3", "p_4", "p_5"].map((you) => order(you).join())).size).toBeGreaterThan(1);
    const open = after(welcomeFrame());
    expect(queuedForViewer(open)).toEqual(queued(open));
  });

  it("keeps the receipt that comes with done", () => {
    const meeting = acknowledged(after(welcomeFrame()), "ask", "q_new", "/m/billesley/q/q_new.sig");
    expect(meeting.receipts.get("q_new")).toBe("/m/billesley/q/q_new.sig");
    expect(acknowledged(meeting, "ask", "q_other").receipts.size).toBe(1);
  });

  it("puts a question before another, at the end, and out", () => {
    const meeting = after(
      welcomeFrame(),
      eventsFrame(
        60,
        { queue: [{ question: "q_grit", before: "q_library" }] },
        { queue: [{ question: "q_library", before: null }] },
        { queue: [{ question: "q_park", out: true }] },
      ),
    );
    expect(meeting.queue).toEqual(["q_grit", "q_potholes", "q_crossing", "q_library"]);
  });

  it("puts a question at the end where the one to go before is not there", () => {
    const meeting = after(welcomeFrame(), eventsFrame(58, { queue: [{ question: "q_library", before: "q_nobody" }] }));
    expect(meeting.queue.at(-1)).toBe("q_library");
  });

  it("shows a question that was called", () => {
    const called = question("library", "Will the library stay open?", { status: "asking" });
    const meeting = after(
      welcomeFrame(),
      eventsFrame(58, {
        question: called,
        queue: [{ question: "q_library", out: true }],
        set: { asking: "q_library", asking_since: kAt },
      }),
    );
    expect(asking(meeting)?.id).toBe("q_library");
    expect(meeting.queue).not.toContain("q_library");
  });

  it("forgets a question that stopped being visible", () => {
    const meeting = after(welcomeFrame(), eventsFrame(58, { gone: ["q_bus"], set: { asking: null } }));
    expect(meeting.questions.has("q_bus")).toBe(false);
    expect(asking(meeting)).toBeNull();
  });

  it("applies an event once, however often it comes", () => {
    const moved = eventsFrame(58, { queue: [{ question: "q_library", before: null }] });
    const back = eventsFrame(59, { queue: [{ question: "q_library", before: "q_potholes" }] });
    const once = after(welcomeFrame(), moved, back);
    expect(after(welcomeFrame(), moved, back, moved).queue).toEqual(once.queue);
  });

  it("counts events that it may not see as covered", () => {
    expect(after(welcomeFrame(), { type: "events", seq: 64, events: [] }).seq).toBe(64);
  });

  it("catches up from a welcome that brings only what was missed", () => {
    const { state: _, ...rest } = welcomeFrame({ seq: 58, mine: { asked: ["q_bus"], supported: [] } });
    const missed = { ...rest, events: eventsFrame(58, { gone: ["q_grit"] })["events"] };
    const meeting = after(welcomeFrame(), missed);
    expect(meeting.questions.has("q_grit")).toBe(false);
    expect(own(meeting).map(({ id }) => id)).toEqual(["q_bus"]);
  });

  it("asks for the whole state where events come without one", () => {
    expect(apply(null, read(eventsFrame(58, {})), kNow)).toBeNull();
  });

  it("takes counts from a tally, and leaves unknown questions alone", () => {
    const meeting = after(welcomeFrame(), tallyFrame({ q_bus: 30, q_gone: 2 }, 91));
    expect(asking(meeting)?.supporters).toBe(30);
    expect(meeting.questions.has("q_gone")).toBe(false);
    expect(meeting.top.watching).toBe(91);
    expect(meeting.seq).toBe(57);
  });

  it("does not change the meeting that it was given", () => {
    const before = after(welcomeFrame());
    const copy = structuredClone(before);
    apply(
      before,
      read(eventsFrame(58, { gone: ["q_bus"], queue: [{ question: "q_grit", out: true }], set: { phase: "ended" } })),
      kNow,
    );
    expect(before).toEqual(copy);
  });
});

describe("acknowledged", () => {
  it("remembers what was asked and supported until the next welcome says so", () => {
    const meeting = after(welcomeFrame());
    expect(acknowledged(meeting, "ask", "q_new").asked.has("q_new")).toBe(true);
    expect(acknowledged(meeting, "vote", "q_grit").supported.has("q_grit")).toBe(true);
    expect(acknowledged(meeting, "unvote", "q_library").supported.has("q_library")).toBe(false);
  });
});

describe("what is on", () => {
  it.each([
    [{ phase: "planned", air: { state: "none", since: null } }, "not_started"],
    [{ phase: "planned", air: { state: "live", since: kAt } }, "live"],
    [{ phase: "live", air: { state: "none", since: null } }, "waiting_for_camera"],
    [{ phase: "live", air: { state: "live", since: kAt } }, "live"],
    [{ phase: "live", air: { state: "lost", since: kAt } }, "lost"],
    [{ phase: "live", air: { state: "off", since: kAt } }, "off"],
    [{ phase: "ended", air: { state: "live", since: kAt } }, "ended"],
  ])("%j is %s", (top, expected) => expect(air(after(live(top)))).toBe(expected));

  it("numbers the open item as people count", () => {
    expect(openItem(after(welcomeFrame()))).toMatchObject({ number: 3, item: { title: "Buses" } });
    expect(openItem(after(live({ item: null })))).toBeNull();
  });
});
