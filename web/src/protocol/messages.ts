// The messages of docs/protocol.md section 2, as they are once read: the wire's names, times as milliseconds since 1970.
import type { Caption } from "./caption";
import type { Question } from "./question";
import type { Snapshot, Top } from "./state";
import type { Instant } from "./time";

export type { Caption, CaptionLanguage } from "./caption";
export * from "./commands";
export * from "./question";
export * from "./state";
export type { Instant } from "./time";

export type Role = "resident" | "room" | "camera" | "chair" | "clerk" | "captioner";

export interface Mine {
  readonly asked: readonly string[];
  readonly supported: readonly string[];
  /** Paths of the receipts of what was asked, by question id. */
  readonly receipts: ReadonlyMap<string, string>;
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
  /** To the captioner: one that came or reads otherwise. */
  readonly caption: Caption | null;
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

/** Why a camera that sends is of no use to viewers (section 2.6). */
export type CameraAlarm = "silence" | "black" | "frozen" | "not_on_air";
export const cameraAlarms: readonly CameraAlarm[] = ["silence", "black", "frozen", "not_on_air"];

/** What is wrong with something outside, as cause and cure. */
export interface Wrong {
  /** In the server's words. */
  readonly error: string | null;
  /** The same as a word of docs/protocol.md section 2.6, and the host, device, file or number it is about. */
  readonly code: string | null;
  readonly about: string | null;
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
  /** Nothing can be written to the recording at the moment; the stream goes on. */
  readonly unrecorded: boolean;
  readonly alarms: readonly CameraAlarm[];
  /** Why the server cannot fetch it; null where nothing is wrong, or it does not fetch it. */
  readonly trouble: Wrong | null;
  /** What viewers are really given; null where the server does not say. */
  readonly viewers: { readonly delay_ms: number; readonly fps: number; readonly level_db: number } | null;
}

/** How a source does (section 2.6), to staff. */
export interface SourceHealth extends Wrong {
  readonly type: "source";
  readonly source: string;
  readonly state: "ok" | "waiting" | "trouble" | "off";
  readonly last_post_at: Instant | null;
  readonly next_try_at: Instant | null;
  /** Posts taken so far. */
  readonly taken: number;
}

/** How a relay does (section 2.6), to staff. */
export interface RelayHealth extends Wrong {
  readonly type: "relay";
  readonly relay: string;
  readonly state: "off" | "waiting" | "connecting" | "live" | "trouble";
  readonly since: Instant | null;
  readonly kbps: number;
  /** Pictures left out, because the target took them too slowly. */
  readonly dropped: number;
  readonly next_try_at: Instant | null;
}

export interface Done {
  readonly type: "done";
  readonly id: string;
  readonly seq: number;
  readonly question: string | null;
  /** With `ask` and `ask_for`: the path of the question's receipt. */
  readonly receipt: string | null;
  /** With `add_source`: what it made; the secret of a hook is told here and never again. */
  readonly source: string | null;
  readonly secret: string | null;
  readonly url: string | null;
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

export type ServerMessage = Welcome | Events | Tally | Signal | SourceHealth | RelayHealth | Done | Refused | Unknown;
