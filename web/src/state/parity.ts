import { groupOf, groups, type Group } from "./channels";
import type { Meeting } from "./meeting";

/** How many questions of a channel were put to the meeting. */
export interface Share {
  readonly group: Group;
  /** Put to the meeting: being asked, or answered. */
  readonly taken: number;
  /** Those, and all that wait to be read or asked. What was declined, merged or withdrawn does not count. */
  readonly of: number;
}

export interface Parity {
  /** The hall and the web always; posts and messages where any came. */
  readonly shares: readonly Share[];
  /** The channel that waits longest, and where its first question stands in the queue, counted from 1; null when even. */
  readonly nudge: { readonly group: Group; readonly position: number } | null;
}

/** Shares may differ by this much before it is worth a sentence. */
const kEven = 0.2;

function share(meeting: Meeting, group: Group): Share {
  let taken = 0;
  let of = 0;
  for (const { channel, status } of meeting.questions.values()) {
    if (groupOf(channel) !== group) continue;
    if (status === "declined" || status === "merged" || status === "withdrawn") continue;
    of += 1;
    if (status === "asking" || status === "answered") taken += 1;
  }
  return { group, taken, of };
}

function part({ taken, of }: Share): number {
  return of === 0 ? 1 : taken / of;
}

/** How evenly the channels are served. Nudges only towards a question that is there to be called. */
export function parity(meeting: Meeting): Parity {
  const shares = groups.map((group) => share(meeting, group));
  const shown = shares.filter(({ group, of }) => of > 0 || group === "floor" || group === "web");
  return { shares: shown, nudge: nudge(meeting, shares) };
}

function nudge(meeting: Meeting, shares: readonly Share[]): Parity["nudge"] {
  if (shares.every(({ taken }) => taken === 0)) return null;
  const first = (group: Group): number =>
    meeting.queue.findIndex((id) => {
      const question = meeting.questions.get(id);
      return question !== undefined && groupOf(question.channel) === group;
    });
  const best = Math.max(...shares.filter(({ of }) => of > 0).map(part));
  const behind = shares
    .filter((each) => best - part(each) >= kEven && first(each.group) >= 0)
    .reduce<Share | null>((worst, each) => (worst === null || part(each) < part(worst) ? each : worst), null);
  return behind && { group: behind.group, position: first(behind.group) + 1 };
}

/** Marks to draw for a share: one a question, up to `most`; beyond that in proportion. */
export function marks({ taken, of }: Share, most: number): { filled: number; empty: number } {
  if (of <= most) return { filled: taken, empty: of - taken };
  const filled = Math.min(most, Math.round((taken / of) * most));
  return { filled, empty: most - filled };
}
