import { describe, expect, it } from "vitest";
import { Malformed, readFrame } from "../../src/protocol/read";
import { readLinks, readMeetings } from "../../src/protocol/meetings";
import { question } from "../stage/scene";
import { eventsFrame, kAt, read, tallyFrame, welcomeFrame } from "../wire";

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
