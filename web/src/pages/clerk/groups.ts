import type { Channel, Question } from "../../protocol/messages";

/** Where questions come from, as the clerk sorts them. */
export type Group = "web" | "post" | "message" | "floor";
export const groups: readonly Group[] = ["web", "post", "message", "floor"];

export function groupOf(channel: Channel): Group {
  switch (channel) {
    case "web":
    case "post":
    case "message":
      return channel;
    case "floor":
    case "paper":
    case "proxy":
      return "floor";
  }
}

/** How many of each group there are; groups without any are left out. */
export function counted(questions: readonly Question[]): { readonly group: Group; readonly count: number }[] {
  return groups
    .map((group) => ({ group, count: questions.filter(({ channel }) => groupOf(channel) === group).length }))
    .filter(({ count }) => count > 0);
}

/** The id that is chosen once `chosen` has left `before`: the one that took its place, else the last. */
export function nextChosen(before: readonly string[], after: readonly string[], chosen: string | null): string | null {
  if (chosen !== null && after.includes(chosen)) return chosen;
  const at = chosen === null ? 0 : Math.max(0, before.indexOf(chosen));
  const follower = before.slice(at + 1).find((id) => after.includes(id));
  return follower ?? after.at(Math.min(at, after.length - 1)) ?? null;
}
