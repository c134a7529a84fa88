import type { CaptionLanguage } from "./caption";
import type { DeclineReason, Verdict } from "./question";
import type { Naming, Order, Shown, SourceKind } from "./state";

type OfQuestion = { readonly question: string };
type Nothing = Record<string, never>;
type Given<Name extends string, Data> = { readonly command: Name; readonly data: Readonly<Data> };

/** Commands that residents give: docs/protocol.md section 2.7. */
type OfResident =
  | Given<"ask", { text: string; name?: string; area?: string; anonymous?: boolean }>
  | Given<"vote" | "unvote" | "withdraw", OfQuestion>
  | Given<"appeal", { question: string; text: string }>
  | Given<"verdict", { question: string; verdict: Verdict }>;

/** What chair and clerk do with questions. */
type OfScreening =
  | Given<"approve" | "hold" | "unmerge" | "call" | "reopen", OfQuestion>
  | Given<"decline", { question: string; reason: DeclineReason }>
  | Given<"decline_many", { questions: readonly string[]; reason: DeclineReason }>
  | Given<"merge", { question: string; into: string }>
  | Given<"edit", { question: string; text: string }>
  | Given<"move", { question: string; before: string | null }>
  | Given<"answered" | "put_back", { question?: string }>
  | Given<"write_answer", { question: string; text: string }>
  | Given<
      "ask_for",
      { text: string; name?: string; area?: string; channel?: "floor" | "paper" | "proxy"; approved?: boolean }
    >
  | Given<"undo", Nothing>;

/** How questions come in and in which order they are put. */
type OfRules =
  | Given<"order_by", { order: Order }>
  | Given<"listen", { minutes: number }>
  | Given<
      "set_rules",
      { naming?: Naming; slow_s?: number; words?: { readonly en: readonly string[]; readonly cy: readonly string[] } }
    >
  | Given<"block" | "unblock", { participant: string }>
  | Given<"remove_burst" | "restore_burst", { burst: string }>
  | Given<"open_questions" | "close_questions", Nothing>;

export interface NewSource {
  readonly kind: SourceKind;
  readonly label?: string;
  readonly server?: string;
  readonly hashtags?: readonly string[];
  readonly token?: string;
  readonly address?: string;
}

type OfSources =
  | Given<"add_source", NewSource>
  | Given<"switch_source", { source: string; on: boolean }>
  | Given<"remove_source", { source: string }>;

type OfRelays =
  | Given<"add_relay", { address: string; key?: string; label?: string }>
  | Given<"switch_relay", { relay: string; on: boolean }>
  | Given<"remove_relay", { relay: string }>;

/** What viewers see and hear. */
type OfProgramme =
  | Given<"switch_camera" | "pick_sound", { camera: string | null }>
  | Given<"show", { what: Shown }>
  | Given<"rehearse", { on: boolean }>
  | Given<"add_camera", { name: string; kind: string; address?: string }>;

/** The meeting as a whole. */
type OfMeeting =
  | Given<"set_agenda", { items: readonly { readonly id?: string; readonly title: string }[] }>
  | Given<"open_item", { item: string | null }>
  | Given<"change_meeting", { title?: string; starts?: string | null; hashtags?: readonly string[] }>
  | Given<"off_air" | "on_air" | "start_meeting" | "end_meeting", Nothing>;

/** What is said, in writing; `from` is an RFC 3339 time of the programme. */
type OfCaptions =
  | Given<"caption", { text: string; lang: CaptionLanguage; from: string }>
  | Given<"correct_caption", { caption: string; text: string }>;

export type Command = OfResident | OfScreening | OfRules | OfSources | OfRelays | OfProgramme | OfMeeting | OfCaptions;
