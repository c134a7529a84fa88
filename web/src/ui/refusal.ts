import { say, type SharedKey } from "../i18n/words";
import type { Refused } from "../protocol/messages";

const known: Readonly<Record<string, SharedKey>> = {
  not_allowed: "refused_not_allowed",
  not_found: "refused_not_found",
  wrong_state: "refused_wrong_state",
  already_done: "refused_already_done",
  questions_closed: "refused_questions_closed",
  ended: "refused_ended",
  nothing_to_undo: "refused_nothing_to_undo",
  empty: "refused_empty",
  too_long: "refused_too_long",
  blocked: "refused_blocked",
  name_needed: "refused_name_needed",
  slow_down: "refused_slow_down",
};

/** Why something was refused, in the reader's language: the server's own message is English. */
export function refusalWords(refused: Refused): string {
  return say(known[refused.code] ?? "refused_unknown");
}
