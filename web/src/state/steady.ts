/**
 * A list that does not move under a finger. What it shows and what is true are two things: rows that have left keep
 * their place, marked `gone`, until the list is free again, and rows that have arrived wait until they are asked for.
 */
export interface Row {
  readonly id: string;
  /** Left the list since it was last free: shown without buttons. */
  readonly gone: boolean;
}

export interface Steady {
  readonly rows: readonly Row[];
}

export const nothingShown: Steady = { rows: [] };

export function caughtUp(latest: readonly string[]): Steady {
  return { rows: latest.map((id) => ({ id, gone: false })) };
}

/**
 * Follows the true list. `frozen`: a finger or the focus is in it; nothing moves, and only what belongs below all that
 * is shown may appear, if `eager`. Else rows that left close up; rows that arrived appear too, if `eager`, or if there
 * is nothing that they could push away.
 */
export function followed(shown: Steady, latest: readonly string[], frozen: boolean, eager: boolean): Steady {
  const there = new Set(latest);
  if (frozen) {
    const kept = shown.rows.map(({ id }) => ({ id, gone: !there.has(id) }));
    const rows = eager ? [...kept, ...caughtUp(below(shown, latest)).rows] : kept;
    return same({ rows }, shown) ? shown : { rows };
  }
  const known = new Set(shown.rows.map(({ id }) => id));
  const next = latest.filter((id) => eager || known.has(id));
  const rows = caughtUp(next.length === 0 ? latest : next);
  return same(rows, shown) ? shown : rows;
}

/** The person moved one row: it moves, the others keep their order. */
export function shifted(shown: Steady, id: string, before: string | null): Steady {
  const row = shown.rows.find((each) => each.id === id);
  if (!row) return shown;
  const rest = shown.rows.filter((each) => each !== row);
  const at = before === null ? -1 : rest.findIndex((each) => each.id === before);
  return { rows: at < 0 ? [...rest, row] : [...rest.slice(0, at), row, ...rest.slice(at)] };
}

/** How many have arrived that are not shown yet. */
export function unseen(shown: Steady, latest: readonly string[]): number {
  const known = new Set(shown.rows.map(({ id }) => id));
  return latest.filter((id) => !known.has(id)).length;
}

/** What has arrived below every row that is shown. */
function below(shown: Steady, latest: readonly string[]): readonly string[] {
  const known = new Set(shown.rows.map(({ id }) => id));
  return latest.slice(latest.findLastIndex((id) => known.has(id)) + 1);
}

function same(one: Steady, other: Steady): boolean {
  return (
    one.rows.length === other.rows.length &&
    one.rows.every((row, at) => row.id === other.rows[at]?.id && row.gone === other.rows[at]?.gone)
  );
}
