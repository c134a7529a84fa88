/** What a key does with the picture. */
export type KeyAction = "play" | "mute" | "captions" | "full" | "small" | "live" | "back" | "on";

/** The keys, in the order in which they are listed; `aria` as aria-keyshortcuts has them. */
export const keys = [
  { does: "play", keys: [" ", "k"], aria: "Space K" },
  { does: "mute", keys: ["m"], aria: "M" },
  { does: "captions", keys: ["c"], aria: "C" },
  { does: "full", keys: ["f"], aria: "F" },
  { does: "small", keys: ["p"], aria: "P" },
  { does: "live", keys: ["l"], aria: "L" },
  { does: "back", keys: ["ArrowLeft"], aria: "ArrowLeft" },
  { does: "on", keys: ["ArrowRight"], aria: "ArrowRight" },
] as const satisfies readonly { does: KeyAction; keys: readonly string[]; aria: string }[];

/** What a key means; null for nothing. Letters work in either case. */
export function keyAction(key: string): KeyAction | null {
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return keys.find((each) => (each.keys as readonly string[]).includes(wanted))?.does ?? null;
}

/** For aria-keyshortcuts; absent while the keys are off. */
export function shortcut(does: KeyAction, on: boolean): string | undefined {
  return on ? keys.find((each) => each.does === does)?.aria : undefined;
}
