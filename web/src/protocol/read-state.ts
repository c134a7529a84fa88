import { caption, captionLanguages } from "./caption";
import {
  count,
  countOrNull,
  fields,
  flag,
  has,
  instant,
  instantOrNull,
  linkOrNull,
  list,
  listOrNone,
  oneOf,
  oneOfOr,
  text,
  textOrNull,
  texts,
  textsOrNone,
  type Fields,
} from "./fields";
import { question } from "./read-question";
import {
  namings,
  orders,
  shown,
  sourceKinds,
  type AgendaItem,
  type Away,
  type Blocked,
  type Burst,
  type Camera,
  type Programme,
  type Relay,
  type Rules,
  type Snapshot,
  type Source,
  type Top,
  type Undo,
} from "./state";

/** How each member of section 2.2 is read, in a state and where an event sets it. */
const members: { readonly [Name in keyof Top]: (from: Fields) => Top[Name] } = {
  slug: (from) => text(from, "slug"),
  title: (from) => text(from, "title"),
  starts: (from) => instantOrNull(from, "starts"),
  hashtags: (from) => texts(from, "hashtags"),
  phase: (from) => oneOf(from, "phase", ["planned", "live", "ended"] as const),
  started_at: (from) => instantOrNull(from, "started_at"),
  ended_at: (from) => instantOrNull(from, "ended_at"),
  air,
  away,
  recording: (from) => oneOf(from, "recording", ["none", "running", "ready"] as const),
  questions_open: (from) => flag(from, "questions_open"),
  items,
  item: (from) => textOrNull(from, "item"),
  asking: (from) => textOrNull(from, "asking"),
  asking_since: (from) => instantOrNull(from, "asking_since"),
  watching: (from) => count(from, "watching"),
  undo,
  order: (from) => oneOfOr(from, "order", orders, "fair"),
  listening,
  rules,
  blocked,
  bursts,
  sources,
  relays,
  still: (from) => textOrNull(from, "still"),
  cameras,
  programme,
  rehearsal: (from) => from["rehearsal"] === true,
  captioned: (from) => captionLanguages.filter((each) => textsOrNone(from, "captioned").includes(each)),
};
const names = Object.keys(members) as readonly (keyof Top)[];

/** Members for which null means something; of others, a null counts as absent. */
const nullable: ReadonlySet<keyof Top> = new Set([
  "starts",
  "started_at",
  "ended_at",
  "item",
  "asking",
  "asking_since",
  "undo",
  "listening",
  "still",
]);

/** Reads `state` of section 2.2. */
export function snapshot(from: Fields): Snapshot {
  return {
    top: read(from, names) as Top,
    queue: texts(from, "queue"),
    questions: list(from, "questions").map(question),
    captions: listOrNone(from, "captions").map(caption),
  };
}

/** Reads `set` of an event (section 2.4): what it has. */
export function set(from: Fields): Partial<Top> {
  return read(
    from,
    names.filter((name) => has(from, name) || (Object.hasOwn(from, name) && nullable.has(name))),
  );
}

function read(from: Fields, which: readonly (keyof Top)[]): Partial<Top> {
  return Object.fromEntries(which.map((name) => [name, members[name](from)]));
}

function items(from: Fields): AgendaItem[] {
  return list(from, "items").map((value) => {
    const item = fields(value, "items[]");
    return { id: text(item, "id"), title: text(item, "title"), opened_at: instantOrNull(item, "opened_at") };
  });
}

function air(from: Fields): Top["air"] {
  const inside = fields(from["air"], "air");
  return {
    state: oneOf(inside, "state", ["none", "live", "lost", "off"] as const),
    since: instantOrNull(inside, "since"),
  };
}

function away(from: Fields): Away[] {
  return listOrNone(from, "away").map((value) => {
    const inside = fields(value, "away[]");
    return { from: instant(inside, "from"), to: instantOrNull(inside, "to") };
  });
}

function undo(from: Fields): Undo | null {
  if (!has(from, "undo")) return null;
  const inside = fields(from["undo"], "undo");
  return {
    event: text(inside, "event"),
    question: textOrNull(inside, "question"),
    until: instant(inside, "until"),
  };
}

function listening(from: Fields): Top["listening"] {
  return has(from, "listening") ? { until: instant(fields(from["listening"], "listening"), "until") } : null;
}

function rules(from: Fields): Rules {
  const inside = has(from, "rules") ? fields(from["rules"], "rules") : {};
  const words = has(inside, "words") ? fields(inside["words"], "words") : null;
  return {
    naming: oneOfOr(inside, "naming", namings, "optional"),
    slow_s: countOrNull(inside, "slow_s") ?? 0,
    words: words && { en: textsOrNone(words, "en"), cy: textsOrNone(words, "cy") },
  };
}

function blocked(from: Fields): Blocked[] {
  return listOrNone(from, "blocked").map((value) => {
    const inside = fields(value, "blocked[]");
    return { participant: text(inside, "participant"), at: instantOrNull(inside, "at") };
  });
}

function bursts(from: Fields): Burst[] {
  return listOrNone(from, "bursts").map((value) => {
    const inside = fields(value, "bursts[]");
    return {
      id: text(inside, "id"),
      from: instantOrNull(inside, "from"),
      to: instantOrNull(inside, "to"),
      participants: count(inside, "participants"),
      removed: inside["removed"] === true,
    };
  });
}

/** Kinds that this page does not know are left out. */
function sources(from: Fields): Source[] {
  return listOrNone(from, "sources").flatMap((value) => {
    const inside = fields(value, "sources[]");
    const kind = sourceKinds.find((each) => each === inside["kind"]);
    if (kind === undefined) return [];
    return {
      id: text(inside, "id"),
      kind,
      label: textOrNull(inside, "label") ?? "",
      server: textOrNull(inside, "server") ?? "",
      hashtags: textsOrNone(inside, "hashtags"),
      on: flag(inside, "on"),
      url: linkOrNull(inside, "url"),
    };
  });
}

function relays(from: Fields): Relay[] {
  return listOrNone(from, "relays").map((value) => {
    const inside = fields(value, "relays[]");
    const address = textOrNull(inside, "address") ?? "";
    return { id: text(inside, "id"), label: textOrNull(inside, "label") || address, address, on: flag(inside, "on") };
  });
}

function cameras(from: Fields): Camera[] {
  return listOrNone(from, "cameras").map((value) => {
    const inside = fields(value, "cameras[]");
    const id = text(inside, "id");
    return { id, name: textOrNull(inside, "name") || id, kind: textOrNull(inside, "kind") ?? "whip" };
  });
}

function programme(from: Fields): Programme {
  const inside = has(from, "programme") ? fields(from["programme"], "programme") : {};
  return {
    camera: textOrNull(inside, "camera"),
    sound: textOrNull(inside, "sound"),
    show: oneOfOr(inside, "show", shown, "camera"),
  };
}
