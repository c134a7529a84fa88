import type { Listed } from "../../protocol/meetings";

export interface Sorted {
  /** On now; the one that most people watch comes first. */
  readonly now: readonly Listed[];
  /** Planned; the soonest first, those without a time last. */
  readonly next: readonly Listed[];
  /** Over; the latest first. */
  readonly earlier: readonly Listed[];
}

export function sorted(meetings: readonly Listed[]): Sorted {
  const of = (phase: Listed["phase"]) => meetings.filter((meeting) => meeting.phase === phase);
  return {
    now: of("live").sort((a, b) => b.watching - a.watching),
    next: of("planned").sort((a, b) => (a.starts ?? Infinity) - (b.starts ?? Infinity) || 0),
    earlier: of("ended").sort((a, b) => (b.starts ?? 0) - (a.starts ?? 0)),
  };
}
