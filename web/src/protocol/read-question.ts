import {
  countOrNull,
  fields,
  has,
  instantOrNull,
  linkOrNull,
  oneOf,
  text,
  textOrNull,
  textsOrNone,
  type Fields,
} from "./fields";
import { channels, declineReasons, statuses, verdicts, type Note, type Origin, type Question } from "./question";

/** Reads a question of section 2.3. */
export function question(value: unknown): Question {
  const from = fields(value, "question");
  const nth = countOrNull(from, "nth");
  return {
    id: text(from, "id"),
    text: text(from, "text"),
    name: textOrNull(from, "name") ?? "",
    channel: oneOf(from, "channel", channels),
    status: oneOf(from, "status", statuses),
    supporters: countOrNull(from, "supporters"),
    asked_at: instantOrNull(from, "asked_at"),
    called_at: instantOrNull(from, "called_at"),
    answered_at: instantOrNull(from, "answered_at"),
    first: from["first"] === true || nth === 1,
    nth: nth ?? (from["first"] === true ? 1 : null),
    area: textOrNull(from, "area") ?? "",
    moved: from["moved"] === true,
    reason: declineReasons.find((reason) => reason === from["reason"]) ?? null,
    into: textOrNull(from, "into"),
    edited: edited(from),
    origin: origin(from),
    answer: note(from, "answer"),
    verdict: verdicts.find((verdict) => verdict === from["verdict"]) ?? null,
    appeal: note(from, "appeal"),
    held_for: textOrNull(from, "held_for"),
    like: textsOrNone(from, "like"),
    participant: textOrNull(from, "participant"),
  };
}

function edited(from: Fields): Question["edited"] {
  if (!has(from, "edited")) return null;
  const inside = fields(from["edited"], "edited");
  return { original: text(inside, "original"), at: instantOrNull(inside, "at") };
}

function note(from: Fields, name: string): Note | null {
  if (!has(from, name)) return null;
  const inside = fields(from[name], name);
  return { text: text(inside, "text"), at: instantOrNull(inside, "at") };
}

function origin(from: Fields): Origin | null {
  if (!has(from, "origin")) return null;
  const inside = fields(from["origin"], "origin");
  return {
    source: text(inside, "source"),
    instance: textOrNull(inside, "instance") ?? "",
    handle: textOrNull(inside, "handle") ?? "",
    url: linkOrNull(inside, "url"),
    lang: textOrNull(inside, "lang"),
  };
}
