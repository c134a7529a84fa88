/** The id that is chosen once `chosen` has left `before`: the one that took its place, else the last. */
export function nextChosen(before: readonly string[], after: readonly string[], chosen: string | null): string | null {
  if (chosen !== null && after.includes(chosen)) return chosen;
  const at = chosen === null ? 0 : Math.max(0, before.indexOf(chosen));
  const follower = before.slice(at + 1).find((id) => after.includes(id));
  return follower ?? after.at(Math.min(at, after.length - 1)) ?? null;
}
