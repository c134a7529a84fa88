import { describe, expect, it } from "vitest";
import { Malformed, readFrame } from "../../src/protocol/read";
import { readLinks, readMeetings } from "../../src/protocol/meetings";
import { question } from "../stage/scene";
import { eventsFrame, kAt, read, tallyFrame, welcomeFrame } from "../wire";
import type { Wire } from "../stage/scene";

const isMalformed = (frame: unknown) =>
  readFrame(typeof frame === "string" ? frame : JSON.stringify(frame)) instanceof Malformed;
const changed = (path: string, value: unknown) => {
  const frame = welcomeFrame() as { [name: string]: unknown; state: Record<string, unknown> };
  const [first, second] = path.split(".") as [string, string?];
  if (second === undefined) frame[first] = value;
  else frame.state[second] = value;
  return frame;
};

describe("readFrame", () => {
  it("reads a welcome with its state", () => {
    const welcome = read(welcomeFrame());
    expect(welcome).toMatchObject({
      type: "welcome",
      role: "resident",
      seq: 57,
      at: Date.parse(kAt),
      events: null,
      mine: { supported: ["q_library"] },
      snapshot: { top: { title: "Billesley ward forum", asking: "q_bus", undo: null } },
    });
  });

  it("reads a welcome that brings only what was missed", () => {
    const { state: _, ...rest } = welcomeFrame();
    const frame = { ...rest, events: eventsFrame(58, { gone: ["q_bus"] })["events"] };
    expect(read(frame)).toMatchObject({ snapshot: null, events: [{ seq: 58, patch: { gone: ["q_bus"] } }] });
  });

  it("reads what an event sets, null included, and leaves the rest out", () => {
    const message = read(eventsFrame(58, { set: { asking: null, air: { state: "off", since: kAt }, later: 1 } }));
    expect(message).toMatchObject({ events: [{ patch: { set: { asking: null, air: { state: "off" } } } }] });
    expect(message.type === "events" && Object.keys(message.events[0]?.patch.set ?? {})).toEqual(["air", "asking"]);
  });

  it("reads both kinds of queue steps", () => {
    const queue = [
      { question: "q_a", before: null },
      { question: "q_b", out: true },
      { question: "q_c", before: "q_a" },
    ];
    expect(read(eventsFrame(58, { queue }))).toMatchObject({
      events: [
        {
          patch: {
            queue: [
              { kind: "put", question: "q_a", before: null },
              { kind: "out", question: "q_b" },
              { kind: "put", question: "q_c", before: "q_a" },
            ],
          },
        },
      ],
    });
  });

  it("ignores unknown members and unknown kinds of messages", () => {
    expect(read({ type: "weather", sunny: true })).toEqual({ type: "unknown" });
    expect(read({ ...tallyFrame({ q_bus: 22 }), mood: "good" })).toMatchObject({ type: "tally", watching: 88 });
  });

  it("reads what a question may bring besides, and does without", () => {
    const rich = question("x", "?", {
      area: "Yardley Wood",
      nth: 2,
      moved: true,
      edited: { original: "??", at: kAt },
      origin: { source: "mastodon", instance: "a.example", handle: "@ann@a.example", url: "https://a.example/1" },
      answer: { text: "Yes.", at: kAt },
      verdict: "partly",
      appeal: { text: "Please", at: kAt },
      held_for: "useless",
      like: ["q_y"],
    });
    const first = (wire: Wire) => {
      const message = read(eventsFrame(58, { question: wire }));
      return message.type === "events" ? message.events[0]?.patch.question : null;
    };
    expect(first(rich)).toMatchObject({
      area: "Yardley Wood",
      nth: 2,
      first: false,
      moved: true,
      edited: { original: "??", at: Date.parse(kAt) },
      origin: { handle: "@ann@a.example", url: "https://a.example/1", lang: null },
      answer: { text: "Yes." },
      verdict: "partly",
      appeal: { text: "Please" },
      held_for: "useless",
      like: ["q_y"],
    });
    expect(first(question("x", "?", { first: true }))).toMatchObject({
      area: "",
      nth: 1,
      moved: false,
      edited: null,
      origin: null,
      answer: null,
      verdict: null,
      like: [],
    });
  });

  it("takes no address that runs as a script or leads away from the meeting", () => {
    const origin = { source: "feed", instance: "", handle: "", url: "javascript:alert(1)" };
    const wire = question("x", "?", { origin });
    expect(read(eventsFrame(58, { question: wire }))).toMatchObject({
      events: [{ patch: { question: { origin: { url: null } } } }],
    });
  });

  it("reads the receipts of what one asked, and only those of this server", () => {
    const receipts = { q_a: "/m/billesley/q/q_a.sig", q_b: "https://elsewhere.example/m/" };
    const welcome = read(welcomeFrame({ mine: { asked: ["q_a", "q_b"], supported: [], receipts } }));
    expect(welcome.type === "welcome" && [...welcome.mine.receipts]).toEqual([["q_a", "/m/billesley/q/q_a.sig"]]);
    const done = { type: "done", id: "u", seq: 3, question: "q_a", receipt: receipts.q_a };
    expect(read(done)).toMatchObject({ receipt: "/m/billesley/q/q_a.sig" });
  });

  it("reads a question without a count while the meeting listens", () => {
    const { supporters: _, ...hidden } = question("x", "?");
    const set = { listening: { until: kAt } };
    expect(read(eventsFrame(58, { question: hidden, set }))).toMatchObject({
      events: [{ patch: { question: { supporters: null }, set: { listening: { until: Date.parse(kAt) } } } }],
    });
    expect(read(eventsFrame(59, { set: { listening: null } }))).toMatchObject({
      events: [{ patch: { set: { listening: null } } }],
    });
  });

  it("reads rules, sources, bursts and who is blocked, and leaves out kinds of sources that it does not know", () => {
    const set = {
      order: "support",
      rules: { naming: "required", slow_s: 60, words: { en: ["useless"], cy: [] } },
      blocked: [{ participant: "p_9", at: kAt }],
      bursts: [{ id: "b_1", from: kAt, to: kAt, participants: 40, removed: false }],
      sources: [
        { id: "s_1", kind: "mastodon", label: "", server: "a.example", hashtags: ["Billesley"], on: true },
        { id: "s_2", kind: "telegraph", label: "", on: true },
      ],
    };
    const message = read(eventsFrame(58, { set }));
    expect(message).toMatchObject({
      events: [
        { patch: { set: { order: "support", rules: { naming: "required", slow_s: 60, words: { en: ["useless"] } } } } },
      ],
    });
    expect(message.type === "events" && message.events[0]?.patch.set.sources?.map(({ id }) => id)).toEqual(["s_1"]);
    expect(message.type === "events" && message.events[0]?.patch.set.bursts?.[0]?.participants).toBe(40);
  });

  it("has the usual rules where a state says nothing of them", () => {
    expect(read(welcomeFrame())).toMatchObject({
      snapshot: {
        top: { order: "fair", listening: null, rules: { naming: "optional", slow_s: 0, words: null }, sources: [] },
      },
    });
  });

  it("reads how a source does", () => {
    const health = { type: "source", source: "s_1", state: "trouble", error: "HTTP 503", next_try_at: kAt, taken: 3 };
    expect(read(health)).toMatchObject({ state: "trouble", last_post_at: null, next_try_at: Date.parse(kAt) });
  });

  it("reads how a relay does", () => {
    const health = { type: "relay", relay: "rel_1", state: "trouble", error: "Full.", code: "full", about: null };
    expect(read(health)).toMatchObject({ state: "trouble", error: "Full.", code: "full", about: null });
  });

  it("reads why a camera cannot be fetched, also from a server that says it in words alone", () => {
    const signal = { type: "signal", camera: "cam_1", state: "none", level_db: -100 };
    expect(read(signal)).toMatchObject({ trouble: null });
    expect(read({ ...signal, trouble: "It is gone." })).toMatchObject({
      trouble: { error: "It is gone.", code: null, about: null },
    });
    expect(read({ ...signal, trouble: "…", trouble_code: "no_clip", trouble_about: "a.mp4" })).toMatchObject({
      trouble: { error: "…", code: "no_clip", about: "a.mp4" },
    });
  });

  it("reads what a new hook is told once", () => {
    const done = {
      type: "done",
      id: "u",
      seq: 3,
      source: "s_1",
      secret: "whsec_x",
      url: "https://a.example/hooks/s_1",
    };
    expect(read(done)).toMatchObject({ source: "s_1", secret: "whsec_x", url: "https://a.example/hooks/s_1" });
    expect(read({ type: "done", id: "u", seq: 3 })).toMatchObject({ source: null, secret: null });
  });

  it("takes a reason that it does not know for none", () => {
    const declined = question("x", "?", { status: "declined", reason: "too_clever" });
    expect(read(eventsFrame(58, { question: declined }))).toMatchObject({
      events: [{ patch: { question: { reason: null } } }],
    });
  });

  it("reads a refusal of a command, and one of the connection", () => {
    expect(read({ type: "refused", id: "u", code: "slow_down", message: "m", retry_after: 4 })).toMatchObject({
      id: "u",
      retry_after: 4,
    });
    expect(read({ type: "refused", code: "not_allowed", message: "m" })).toMatchObject({ id: null, retry_after: null });
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["no object", "[1]"],
    ["null", "null"],
    ["a string", '"welcome"'],
    ["no type", "{}"],
    ["a type that is no string", '{"type":["welcome"]}'],
    ["a type from the prototype", '{"__proto__":{"type":"done"}}'],
    ["very deep nesting", "[".repeat(200_000)],
  ])("refuses %s", (_name, frame) => expect(isMalformed(frame)).toBe(true));

  it.each([
    ["seq", -1],
    ["seq", 1.5],
    ["seq", "57"],
    ["seq", 2 ** 60],
    ["seq", null],
    ["at", "yesterday"],
    ["at", 12],
    ["role", "king"],
    ["role", "__proto__"],
    ["mine", []],
    ["mine", { asked: [1], supported: [] }],
    ["state", []],
    ["state.title", null],
    ["state.title", { toString: "x" }],
    ["state.phase", "over"],
    ["state.air", "live"],
    ["state.air", { state: "flying" }],
    ["state.items", {}],
    ["state.items", [null]],
    ["state.queue", "q_a"],
    ["state.queue", [[]]],
    ["state.questions", [{}]],
    ["state.questions", [question("a", "?", { supporters: -3 })]],
    ["state.questions", [question("a", "?", { status: "famous" })]],
    ["state.questions", [question("a", "?", { channel: "telepathy" })]],
    ["state.questions", { length: 1 }],
    ["state.questions_open", "yes"],
    ["state.watching", null],
  ])("refuses a welcome whose %s is %j", (path, value) => expect(isMalformed(changed(path, value))).toBe(true));

  it("refuses a number that JSON makes infinite", () => {
    expect(isMalformed('{"type":"tally","votes":{"q":1e999}}')).toBe(true);
  });

  it("counts votes for questions with the names of built-in members without touching those", () => {
    const message = readFrame('{"type":"tally","votes":{"__proto__":3,"constructor":4}}');
    expect(message).toMatchObject({ type: "tally" });
    expect(!(message instanceof Malformed) && message.type === "tally" && [...message.votes]).toEqual([
      ["__proto__", 3],
      ["constructor", 4],
    ]);
    expect(({} as Record<string, unknown>)["q"]).toBeUndefined();
  });

  it("keeps markup and bidirectional marks as the text that they are", () => {
    const text = "<img src=x onerror=alert(1)>\u202E\u0000";
    expect(read(eventsFrame(58, { question: question("x", text) }))).toMatchObject({
      events: [{ patch: { question: { text } } }],
    });
  });
});

describe("readMeetings", () => {
  it("leaves out entries that make no sense", () => {
    const good = { slug: "a", title: "A", starts: kAt, phase: "planned", air: "none", watching: 0 };
    expect(readMeetings([good, null, { slug: 1 }, { ...good, phase: "x" }])).toEqual([
      { ...good, starts: Date.parse(kAt) },
    ]);
    expect(readMeetings({ length: 1 })).toBeNull();
  });

  it("takes the air of a meeting as a word or as the whole of the state's", () => {
    const meeting = { slug: "a", title: "A", starts: null, phase: "live", watching: 1 };
    expect(
      readMeetings([
        { ...meeting, air: "off" },
        { ...meeting, air: { state: "live", since: kAt } },
      ]),
    ).toMatchObject([{ air: "off" }, { air: "live" }]);
  });
});

describe("readLinks", () => {
  const links = {
    watch: "https://h/m/a",
    camera: "https://h/c",
    chair: "https://h/d",
    clerk: "https://h/e",
    captioner: "https://h/t",
    room: "https://h/r",
  };

  it("reads a meeting's links", () => {
    expect(readLinks({ slug: "a", title: "A", links })).toEqual({ slug: "a", title: "A", links });
  });

  it("refuses links that do not lead to a web page", () => {
    expect(readLinks({ slug: "a", title: "A", links: { ...links, chair: "javascript:alert(1)" } })).toBeNull();
    expect(readLinks({ slug: "a", title: "A", links: { ...links, room: undefined } })).toBeNull();
  });
});
