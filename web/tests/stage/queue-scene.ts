import { at, liveScene, type Wire } from "./scene.ts";
import { staffScene } from "./staff-scene.ts";

// The ward forum with questions from everywhere: posts, messages, neighbourhoods, wordings that were fixed.

export const post = (handle: string, source = "mastodon"): Wire => ({
  source,
  instance: handle.split("@").at(-1) ?? "",
  handle: `@${handle}`,
  url: `https://${handle.split("@").at(-1) ?? ""}/@${handle.split("@")[0] ?? ""}/1`,
  lang: "en",
});

const more: Readonly<Record<string, Wire>> = {
  q_library: { nth: 1, participant: "p_hussain", asked_at: at(-35) },
  q_potholes: { nth: 1, area: "Yardley Wood", participant: "p_priya", asked_at: at(-33) },
  q_park: { nth: 1, participant: "p_paper", asked_at: at(-31) },
  q_crossing: {
    nth: 1,
    participant: "x_llyr",
    origin: post("llyr@toot.wales"),
    edited: { original: "is there £££ 4 a crossing outside school???", at: at(-10) },
    asked_at: at(-30),
  },
  q_grit: { nth: 2, area: "Warstock", participant: "p_priya", asked_at: at(-28) },
  q_vans: { participant: "x_vans", origin: post("dee@mastodon.wales"), like: ["q_potholes"] },
  q_69: { participant: "p_dave", nth: 1, area: "Billesley" },
  q_shelter: { participant: "x_sms", origin: { source: "sms" }, like: ["q_bus", "q_crossing"] },
  q_welsh: { participant: "x_sian", origin: { ...post("sian.bsky.social", "bluesky"), lang: "cy" } },
  q_planning: { participant: "p_troll", nth: 4 },
  q_held: { held_for: "useless" },
  q_rude: {
    appeal: { text: "I meant the office, not the person. Please look again.", at: at(-1) },
    participant: "p_troll",
  },
  q_lights: { verdict: "partly" },
  q_police: { answer: { text: "Two officers and one community support officer after ten.", at: at(-2) } },
};

const sources = [
  { id: "src_1", kind: "mastodon", label: "", server: "https://mastodon.wales", hashtags: ["Billesley"], on: true },
  {
    id: "src_2",
    kind: "hook",
    label: "Text messages",
    server: "",
    hashtags: [],
    on: true,
    url: "/hooks/billesley.src_2",
  },
  { id: "src_3", kind: "bluesky", label: "", server: "", hashtags: ["Billesley"], on: true },
  { id: "src_4", kind: "x", label: "", server: "", hashtags: ["Billesley"], on: false },
];

const relays = [
  { id: "rel_1", label: "YouTube", address: "rtmps://a.rtmps.youtube.com:443/live2", on: true },
  { id: "rel_2", label: "Yardley Wood ward", address: "srt://ward.example:9000", on: true },
  { id: "rel_3", label: "Facebook", address: "rtmps://live-api-s.facebook.com:443/rtmp", on: false },
];

function enriched(scene: Wire): Wire {
  const questions = (scene["questions"] as Wire[]).map((each) => ({ ...each, ...more[each["id"] as string] }));
  return { ...scene, order: "fair", listening: null, rules: { naming: "optional", slow_s: 0 }, questions };
}

/** As staff see it. */
export function queueScene(change: Wire = {}): Wire {
  return {
    ...enriched(staffScene()),
    rules: { naming: "optional", slow_s: 60, words: { en: ["useless"], cy: ["diwerth"] } },
    blocked: [{ participant: "p_troll", at: at(-3) }],
    bursts: [{ id: "b_1", from: at(-9), to: at(-6), participants: 42, removed: false }],
    sources,
    relays,
    ...change,
  };
}

/** As a resident sees it: no counts while the meeting listens. */
export function viewerScene(change: Wire = {}): Wire {
  return { ...enriched(liveScene()), ...change };
}

export function listeningScene(): Wire {
  const scene = viewerScene({ listening: { until: at(4) }, asking: null, asking_since: null });
  const questions = (scene["questions"] as Wire[])
    .filter((each) => each["status"] === "approved")
    .map(({ supporters: _, ...rest }) => rest);
  return { ...scene, questions };
}

/** What the clerk hears of the sources. */
export function sourceHealth(): Wire[] {
  return [
    { type: "source", source: "src_1", state: "ok", last_post_at: at(-0.2), error: null, next_try_at: null, taken: 14 },
    { type: "source", source: "src_2", state: "ok", last_post_at: at(-3), error: null, next_try_at: null, taken: 2 },
    {
      type: "source",
      source: "src_3",
      state: "trouble",
      last_post_at: at(-8),
      error: "the server forum.example is in trouble itself (503)",
      code: "in_trouble",
      about: "forum.example",
      next_try_at: at(2),
      taken: 5,
    },
  ];
}

/** What the clerk hears of the relays. */
export function relayHealth(): Wire[] {
  const quiet = { kbps: 0, dropped: 0, error: null, next_try_at: null };
  return [
    { ...quiet, type: "relay", relay: "rel_1", state: "live", since: at(-12), kbps: 2700, dropped: 0 },
    {
      ...quiet,
      type: "relay",
      relay: "rel_2",
      state: "trouble",
      since: at(-1),
      error: "The target does not answer. Look whether it listens for SRT at this address and port.",
      code: "no_srt_answer",
      next_try_at: at(1),
    },
    { type: "relay", relay: "rel_3", state: "off" },
  ];
}

/** Ten thousand characters, as nobody should write but somebody will. */
export const endless = "Why is it so? ".repeat(714).slice(0, 10_000);

/** What others have tried before: all of it is text. */
export const hostile = [
  "<script>document.title='taken over'</script>",
  "<img src=x onerror=\"document.title='taken over'\">",
  "\"><svg onload=document.title='taken over'>",
  "javascript:document.title='taken over'",
  "{{constructor.constructor('document.title=1')()}}",
  "\u202Eright to left\u202C and back, \u200Bzero\u200Bwidth",
  "نص عربي مع English وأرقام 123",
  `one${"verylongword".repeat(39)}`,
  "&lt;b&gt; stays &amp; stays",
  endless,
];

/** Every text that comes from outside is hostile. */
export function hostileScene(base: Wire): Wire {
  const evil = (at: number): string => hostile[at % hostile.length] ?? "";
  const questions = (base["questions"] as Wire[]).map((each, at) => ({
    ...each,
    text: evil(at),
    name: evil(at + 1).slice(0, 60),
    area: evil(at + 2).slice(0, 60),
    origin: {
      source: "mastodon",
      instance: evil(at + 3),
      handle: evil(at + 4).slice(0, 90),
      url: "https://a.example/1",
    },
    edited: { original: evil(at + 5), at: null },
    ...(each["status"] === "declined" && { appeal: { text: evil(at + 6), at: null } }),
    ...(each["status"] === "answered" && { answer: { text: evil(at + 7), at: null } }),
    ...(each["status"] === "held" && { held_for: evil(at + 3).slice(0, 60) }),
  }));
  return { ...base, questions };
}
