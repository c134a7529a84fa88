import type { Channel, Question } from "../protocol/messages";

/** Where questions come from, as those who run a meeting sort them: on paper and for somebody is the hall, too. */
export type Group = "floor" | "web" | "post" | "message";
export const groups: readonly Group[] = ["floor", "web", "post", "message"];

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
