import { fields, instant, instantOrNull, oneOfOr, text, textOrNull } from "./fields";
import type { Instant } from "./time";

export type CaptionLanguage = "en" | "cy";
export const captionLanguages: readonly CaptionLanguage[] = ["en", "cy"];

/** What was said, in writing: docs/protocol.md section 6. */
export interface Caption {
  readonly id: string;
  readonly lang: CaptionLanguage;
  /** Empty where it was taken away. */
  readonly text: string;
  readonly from: Instant;
  readonly to: Instant;
  /** What it said first; null where it was never corrected, or was taken away. */
  readonly original: string | null;
  readonly corrected_at: Instant | null;
}

export function caption(value: unknown): Caption {
  const from = fields(value, "caption");
  return {
    id: text(from, "id"),
    lang: oneOfOr(from, "lang", captionLanguages, "en"),
    text: text(from, "text"),
    from: instant(from, "from"),
    to: instant(from, "to"),
    original: textOrNull(from, "original"),
    corrected_at: instantOrNull(from, "corrected_at"),
  };
}
