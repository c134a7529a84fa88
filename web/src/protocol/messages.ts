// The messages of docs/protocol.md section 2, as they are once read: the wire's names, times as milliseconds since 1970.

/** Milliseconds since 1970, by the server's clock. */
export type Instant = number;

export type Role = "resident" | "room" | "camera" | "chair" | "clerk";
export type Phase = "planned" | "live" | "ended";
/** none: no camera yet; lost: camera away, slate shown; off: off air by the chair's or clerk's wish. */
export type AirState = "none" | "live" | "lost" | "off";
export type RecordingState = "none" | "running" | "ready";
export type Channel = "web" | "floor" | "paper" | "proxy" | "post" | "message";
export type Status = "waiting" | "approved" | "held" | "asking" | "answered" | "declined" | "merged" | "withdrawn";
export type DeclineReason =
  "off_topic" | "already_answered" | "duplicate" | "personal" | "unlawful" | "unclear" | "not_a_question";

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

/** Section 2.3. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly name: string;
  readonly channel: Channel;
  readonly status: Status;
  readonly supporters: number;
  readonly asked_at: Instant | null;
  readonly called_at: Instant | null;
  readonly answered_at: Instant | null;
  /** Its asker's first question in this meeting. */
  readonly first: boolean;
  /** With `declined`; null also for a reason that this page does not know. */
  readonly reason: DeclineReason | null;
  readonly into: string | null;
  /** Staff only. */
  readonly participant: string | null;
}

export interface AgendaItem {
  readonly id: string;
  readonly title: string;
  readonly opened_at: Instant | null;
}

export interface Undo {
  readonly event: string;
  readonly question: string | null;
  readonly until: Instant;
}

/** Section 2.2 without `questions` and `queue`, which have patches of their own. */
export interface Top {
  readonly slug: string;
  readonly title: string;
  readonly starts: Instant | null;
  readonly hashtags: readonly string[];
  readonly phase: Phase;
  readonly started_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly air: { readonly state: AirState; readonly since: Instant | null };
  readonly recording: RecordingState;
  readonly questions_open: boolean;
  readonly items: readonly AgendaItem[];
  readonly item: string | null;
  readonly asking: string | null;
  readonly asking_since: Instant | null;
  readonly watching: number;
  readonly undo: Undo | null;
}

export interface Snapshot {
  readonly top: Top;
  readonly queue: readonly string[];
  readonly questions: readonly Question[];
}

export interface Mine {
  readonly asked: readonly string[];
  readonly supported: readonly string[];
}

export type QueueStep =
  | { readonly kind: "put"; readonly question: string; readonly before: string | null }
  | { readonly kind: "out"; readonly question: string };

/** `data` of an event: a patch of the state (section 2.4). */
export interface Patch {
  readonly question: Question | null;
  readonly gone: readonly string[];
  readonly queue: readonly QueueStep[];
  readonly set: Partial<Top>;
}

export interface MeetingEvent {
  readonly seq: number;
  readonly at: Instant | null;
  readonly event: string;
  readonly patch: Patch;
}

interface WelcomeBase {
  readonly type: "welcome";
  readonly role: Role;
  readonly you: string;
  readonly seq: number;
  readonly at: Instant;
  readonly mine: Mine;
}
/** Either the whole state or what was missed since `hello`. */
export type Welcome = WelcomeBase &
  (
    | { readonly snapshot: Snapshot; readonly events: null }
    | { readonly snapshot: null; readonly events: readonly MeetingEvent[] }
  );

export interface Events {
  readonly type: "events";
  readonly seq: number;
  readonly events: readonly MeetingEvent[];
}

export interface Tally {
  readonly type: "tally";
  readonly at: Instant | null;
  readonly votes: ReadonlyMap<string, number>;
  readonly watching: number | null;
}

export interface Signal {
  readonly type: "signal";
  readonly camera: string;
  readonly state: "live" | "lost" | "none";
  /** RMS in dBFS of what the server hears; −100 for silence. */
  readonly level_db: number;
  readonly kbps: number;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
}

export interface Done {
  readonly type: "done";
  readonly id: string;
  readonly seq: number;
  readonly question: string | null;
}

export interface Refused {
  readonly type: "refused";
  /** Null where the connection itself is refused. */
  readonly id: string | null;
  readonly code: string;
  readonly message: string;
  /** Seconds, with `slow_down`. */
  readonly retry_after: number | null;
}

/** A kind of message that this page does not know: ignored, as the protocol asks. */
export interface Unknown {
  readonly type: "unknown";
}

export type ServerMessage = Welcome | Events | Tally | Signal | Done | Refused | Unknown;

/** Commands that residents and staff give: section 2.7. */
export type Command =
  | { readonly command: "ask"; readonly data: { readonly text: string; readonly name?: string } }
  | { readonly command: "vote" | "unvote" | "withdraw"; readonly data: { readonly question: string } }
  | {
      readonly command: "approve" | "hold" | "unmerge" | "call" | "reopen";
      readonly data: { readonly question: string };
    }
  | {
      readonly command: "decline";
      readonly data: { readonly question: string; readonly reason: DeclineReason };
    }
  | { readonly command: "merge"; readonly data: { readonly question: string; readonly into: string } }
  | {
      readonly command: "move";
      readonly data: { readonly question: string; readonly before: string | null };
    }
  | { readonly command: "answered" | "put_back"; readonly data: { readonly question?: string } }
  | {
      readonly command: "ask_for";
      readonly data: {
        readonly text: string;
        readonly name?: string;
        readonly channel?: "floor" | "paper" | "proxy";
        readonly approved?: boolean;
      };
    }
  | {
      readonly command: "set_agenda";
      readonly data: { readonly items: readonly { readonly id?: string; readonly title: string }[] };
    }
  | { readonly command: "open_item"; readonly data: { readonly item: string | null } }
  | {
      readonly command: "change_meeting";
      readonly data: {
        readonly title?: string;
        readonly starts?: string | null;
        readonly hashtags?: readonly string[];
      };
    }
  | {
      readonly command:
        "undo" | "off_air" | "on_air" | "open_questions" | "close_questions" | "start_meeting" | "end_meeting";
      readonly data: Record<string, never>;
    };
