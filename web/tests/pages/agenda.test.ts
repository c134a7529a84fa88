import { describe, expect, it } from "vitest";
import { chapters } from "../../src/pages/watch/agenda";
import { gathered, noNews, told } from "../../src/pages/watch/announcements";
import { sorted } from "../../src/pages/home/sorted";
import { calendar } from "../../src/ui/calendar";
import { apply, type Meeting } from "../../src/state/meeting";
import { endedScene, question } from "../stage/scene";
import { kAt, read, welcomeFrame } from "../wire";

const ended = () => apply(null, read(welcomeFrame({ state: endedScene() })), Date.parse(kAt)) as Meeting;

describe("the parts of a recording", () => {
  it("are the items as they were opened, each with the questions of its time", () => {
    const parts = chapters(ended());
    expect(parts.map(({ item }) => item.title).slice(0, 3)).toEqual(["Welcome", "Police and safety", "Buses"]);
    expect(parts[2]?.questions.map(({ id }) => id)).toEqual(["q_bus"]);
    const all = parts.flatMap(({ questions }) => questions);
    expect(all).toHaveLength(5);
  });
});

describe("what is read out", () => {
  const event = (name: string, of: object) =>
    read({ type: "events", seq: 58, events: [{ seq: 58, at: kAt, event: name, data: { question: of } }] });

  it("gathers several new questions into one sentence", () => {
    const one = gathered(noNews, event("question.approved", question("a", "A?")), ended());
    const two = gathered(one, event("question.approved", question("b", "B?")), ended());
    expect(told(two)).toBe("2 new questions in the queue.");
  });

  it("tells the fate of one's own question", () => {
    const meeting = { ...ended(), asked: new Set(["q_own"]) };
    const declined = question("own", "Why?", { status: "declined", reason: "off_topic" });
    expect(told(gathered(noNews, event("question.declined", declined), meeting))).toBe(
      "Your question: Not taken: off topic for this meeting.",
    );
  });

  it("says what is asked now", () => {
    const called = question("a", "Why is the bus late?", { status: "asking" });
    expect(told(gathered(noNews, event("question.called", called), ended()))).toBe(
      "Being asked now: Why is the bus late?",
    );
  });

  it("says nothing where nothing happened", () => expect(told(noNews)).toBe(""));
});

describe("the list of meetings", () => {
  it("has what is on first, the soonest next, the latest of the earlier ones", () => {
    const meeting = (slug: string, phase: "planned" | "live" | "ended", starts: number | null, watching = 0) => ({
      slug,
      title: slug,
      phase,
      starts,
      air: "none" as const,
      watching,
    });
    const { now, next, earlier } = sorted([
      meeting("old", "ended", 1),
      meeting("someday", "planned", null),
      meeting("later", "planned", 30),
      meeting("soon", "planned", 20),
      meeting("new", "ended", 5),
      meeting("small", "live", 9, 2),
      meeting("big", "live", 8, 70),
    ]);
    expect([now, next, earlier].map((each) => each.map(({ slug }) => slug))).toEqual([
      ["big", "small"],
      ["soon", "later", "someday"],
      ["new", "old"],
    ]);
  });
});

describe("a calendar entry", () => {
  it("is an RFC 5545 event whose words cannot break out of it", () => {
    const starts = Date.UTC(2026, 10, 26, 19);
    const text = calendar(
      [{ slug: "b", title: "Roads, parks;\nBEGIN:VALARM \\ and more", starts }],
      "https://ask.example",
      starts,
    );
    expect(text).toContain("DTSTART:20261126T190000Z\r\n");
    expect(text).toContain("SUMMARY:Roads\\, parks\\;\\nBEGIN:VALARM \\\\ and more\r\n");
    expect(text.match(/^BEGIN:/gm)).toHaveLength(2);
  });

  it("folds long lines at 75 octets", () => {
    const text = calendar([{ slug: "b", title: "ŵ".repeat(100), starts: 0 }], "https://ask.example", 0);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});
