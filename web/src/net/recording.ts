import { instant, fields, list } from "../protocol/fields";
import type { Instant } from "../protocol/messages";

/** A stretch recorded without a break. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  /** Seconds into the recording at which it begins. */
  readonly at: number;
}

/** What was recorded when (docs/protocol.md section 4.7); null where that cannot be had. */
export async function fetchSpans(slug: string, signal: AbortSignal): Promise<readonly Span[] | null> {
  try {
    const answer = await fetch(`/api/v1/meetings/${encodeURIComponent(slug)}/recording`, { signal });
    return answer.ok ? readSpans(await answer.json()) : null;
  } catch {
    return null;
  }
}

function readSpans(value: unknown): Span[] {
  return list(fields(value, "recording"), "spans").map((each) => {
    const span = fields(each, "spans[]");
    const at = span["at_s"];
    return { from: instant(span, "from"), to: instant(span, "to"), at: typeof at === "number" ? at : 0 };
  });
}

/** Seconds into the recording at which a time is played. One of a pause is played where the recording goes on. */
export function positionOf(spans: readonly Span[], time: Instant): number {
  for (const { from, to, at } of spans) {
    if (time < from) return at;
    if (time < to) return at + (time - from) / 1000;
  }
  const last = spans.at(-1);
  return last ? last.at + (last.to - last.from) / 1000 : 0;
}
