import type { Caption, CaptionLanguage } from "./caption";
import type { Question } from "./question";
import type { Instant } from "./time";

// The state of docs/protocol.md section 2.2, once read.

export type Phase = "planned" | "live" | "ended";
/** none: no camera yet; lost: camera away, slate shown; off: off air by the chair's or clerk's wish. */
export type AirState = "none" | "live" | "lost" | "off";
export type RecordingState = "none" | "running" | "ready";
/** fair: first-time askers first, channels and neighbourhoods in turn; support: most supported; oldest: as they came. */
export type Order = "fair" | "support" | "oldest";
/** Whether names stand beside questions; `required`: asked for, unless the asker would rather give none. */
export type Naming = "optional" | "required" | "anonymous";
export type SourceKind = "mastodon" | "bluesky" | "x" | "youtube" | "feed" | "hook";

export const orders: readonly Order[] = ["fair", "support", "oldest"];
export const namings: readonly Naming[] = ["optional", "required", "anonymous"];
export const sourceKinds: readonly SourceKind[] = ["mastodon", "bluesky", "x", "youtube", "feed", "hook"];

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

export interface Rules {
  readonly naming: Naming;
  /** Seconds between two questions of one participant; 0 for no limit beyond the server's own. */
  readonly slow_s: number;
  /** Staff only: words for which a question is held, per language. */
  readonly words: { readonly en: readonly string[]; readonly cy: readonly string[] } | null;
}

/** A participant whose questions are not taken. */
export interface Blocked {
  readonly participant: string;
  readonly at: Instant | null;
}

/** Many newcomers within a short time, who supported questions. */
export interface Burst {
  readonly id: string;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly participants: number;
  /** Their support does not count. */
  readonly removed: boolean;
}

/** Somewhere outside from which questions come. */
export interface Source {
  readonly id: string;
  readonly kind: SourceKind;
  readonly label: string;
  readonly server: string;
  readonly hashtags: readonly string[];
  readonly on: boolean;
  /** Where a message hook is to be called. */
  readonly url: string | null;
}

/** Where the programme is pushed to as well. */
export interface Relay {
  readonly id: string;
  readonly label: string;
  /** Without what may be a key. */
  readonly address: string;
  readonly on: boolean;
}

/** What viewers see: the camera, the slate, or the still picture that the clerk put there. */
export type Shown = "camera" | "slate" | "still";
export const shown: readonly Shown[] = ["camera", "slate", "still"];

/** What staff want viewers to see and hear; null: the server chooses, and sound follows the picture. */
export interface Programme {
  readonly camera: string | null;
  readonly sound: string | null;
  readonly show: Shown;
}

/** One of the meeting's cameras. */
export interface Camera {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

export interface Away {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Without `questions` and `queue`, which have patches of their own. */
export interface Top {
  readonly slug: string;
  readonly title: string;
  readonly starts: Instant | null;
  readonly hashtags: readonly string[];
  readonly phase: Phase;
  readonly started_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly air: { readonly state: AirState; readonly since: Instant | null };
  /** When the slate stood in for a camera that was away, by rising time; the last one may go on. */
  readonly away: readonly Away[];
  readonly recording: RecordingState;
  readonly questions_open: boolean;
  readonly items: readonly AgendaItem[];
  readonly item: string | null;
  readonly asking: string | null;
  readonly asking_since: Instant | null;
  readonly watching: number;
  readonly undo: Undo | null;
  readonly order: Order;
  /** While the meeting listens, support is not shown and the queue has no order. */
  readonly listening: { readonly until: Instant } | null;
  readonly rules: Rules;
  /** Staff only, as all that follow: empty for others. */
  readonly blocked: readonly Blocked[];
  readonly bursts: readonly Burst[];
  readonly sources: readonly Source[];
  readonly relays: readonly Relay[];
  /** The name of the picture that `show` `still` puts up. */
  readonly still: string | null;
  readonly cameras: readonly Camera[];
  readonly programme: Programme;
  /** Cameras are seen by staff alone, nothing is recorded. */
  readonly rehearsal: boolean;
  /** The languages in which there are captions. */
  readonly captioned: readonly CaptionLanguage[];
}

export interface Snapshot {
  readonly top: Top;
  readonly queue: readonly string[];
  readonly questions: readonly Question[];
  /** To the captioner: the last ones. */
  readonly captions: readonly Caption[];
}
