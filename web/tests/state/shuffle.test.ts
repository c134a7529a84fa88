import { describe, expect, it } from "vitest";
import { shuffled } from "../../src/state/shuffle";

const things = Array.from({ length: 30 }, (_, at) => ({ id: `q_${at}` }));
const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

describe("the order of one viewer", () => {
  it("has everything once and is the same each time", () => {
    expect(ids(shuffled(things, "p_1")).sort()).toEqual(ids(things).sort());
    expect(shuffled(things, "p_1")).toEqual(shuffled([...things].reverse(), "p_1"));
  });

  it("is another for another viewer", () => {
    expect(ids(shuffled(things, "p_1"))).not.toEqual(ids(shuffled(things, "p_2")));
  });

  it("moves nobody when something arrives", () => {
    const before = ids(shuffled(things, "p_1"));
    const after = ids(shuffled([...things, { id: "q_new" }], "p_1"));
    expect(after.filter((id) => id !== "q_new")).toEqual(before);
  });

  it("puts everything first about as often as everything else", () => {
    const firsts = new Map<string, number>();
    for (let viewer = 0; viewer < 3000; viewer += 1) {
      const first = shuffled(things, `p_${viewer}`)[0]?.id ?? "";
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    expect(firsts.size).toBe(things.length);
    expect(Math.max(...firsts.values())).toBeLessThan(180); // 100 each, give or take
  });
});
