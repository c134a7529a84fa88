import type { Instant } from "./time";

// A question as docs/protocol.md section 2.3 has it, once read.

export type Channel = "web" | "floor" | "paper" | "proxy" | "post" | "message";
export type Status = "waiting" | "approved" | "held" | "asking" | "answered" | "declined" | "merged" | "withdrawn";
export type DeclineReason =
  "off_topic" | "already_answered" | "duplicate" | "personal" | "unlawful" | "unclear" | "not_a_question";
/** What its asker says came of an answered question. */
export type Verdict = "answered" | "partly" | "no";

export const channels: readonly Channel[] = ["web", "floor", "paper", "proxy", "post", "message"];
export const statuses: readonly Status[] = [
  "waiting",
  "approved",
  "held",
  "asking",
  "answered",
  "declined",
  "merged",
  "withdrawn",
];
export const declineReasons: readonly DeclineReason[] = [
  "off_topic",
  "already_answered",
  "duplicate",
  "personal",
  "unlawful",
  "unclear",
  "not_a_question",
];
export const verdicts: readonly Verdict[] = ["answered", "partly", "no"];

/** Words somebody wrote, and when. */
export interface Note {
  readonly text: string;
  readonly at: Instant | null;
}

/** Where a question came from that was not asked here. */
export interface Origin {
  /** A kind of source, as `mastodon`; `sms` for a message. */
  readonly source: string;
  readonly instance: string;
  readonly handle: string;
  /** The post itself; null where it has no address on the web. */
  readonly url: string | null;
  /** BCP 47, as the author's server has it. */
  readonly lang: string | null;
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly name: string;
  readonly channel: Channel;
  readonly status: Status;
  /** Null where counts are not shown, as while the meeting listens. */
  readonly supporters: number | null;
  readonly asked_at: Instant | null;
  readonly called_at: Instant | null;
  readonly answered_at: Instant | null;
  /** Its asker's first question in this meeting. */
  readonly first: boolean;
  /** 1 for its asker's first question, 2 for the second; null where the server does not say. */
  readonly nth: number | null;
  /** Neighbourhood as the asker gave it; empty when none. */
  readonly area: string;
  /** Staff put it by hand where it stands. */
  readonly moved: boolean;
  /** With `declined`; null also for a reason that this page does not know. */
  readonly reason: DeclineReason | null;
  readonly into: string | null;
  /** What it said before its wording was fixed; `text` is the new wording. */
  readonly edited: { readonly original: string; readonly at: Instant | null } | null;
  readonly origin: Origin | null;
  /** Written after the meeting, or beside it. */
  readonly answer: Note | null;
  /** Its own asker's; else null. */
  readonly verdict: Verdict | null;
  /** Of a declined one, to staff and its asker: why it should be looked at again. */
  readonly appeal: Note | null;
  /** Staff only: the word of a list for which it was held. */
  readonly held_for: string | null;
  /** Staff only: ids of questions that say much the same. */
  readonly like: readonly string[];
  /** Staff only. */
  readonly participant: string | null;
}
