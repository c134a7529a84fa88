import type { Question } from "../protocol/messages";
import type { Act } from "./feed";

/** A question that a dialog is about, and how its row carries out what comes of it. */
export interface Asked {
  readonly question: Question;
  readonly act: Act;
}
