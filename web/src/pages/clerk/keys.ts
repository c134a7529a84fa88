import { declineReasons, type DeclineReason } from "../../protocol/messages";

/** What the chosen question is waiting for: a verdict, a reason, or the question to merge it with. */
export type Mode = "list" | "why" | "merge";

export type KeyAction =
  | { readonly do: "next" | "previous" | "approve" | "hold" | "decline" | "merge" }
  | { readonly do: "undo" | "floor" | "showNew" | "help" | "back" }
  | { readonly do: "reason"; readonly reason: DeclineReason }
  /** The place in the list of questions to merge with, counted from 0. */
  | { readonly do: "into"; readonly at: number };

/** The keys of the list, in the order in which the help names them. */
export const listKeys = [
  { key: "J", does: "next" },
  { key: "K", does: "previous" },
  { key: "A", does: "approve" },
  { key: "H", does: "hold" },
  { key: "D", does: "decline" },
  { key: "M", does: "merge" },
  { key: "Z", does: "undo" },
  { key: "F", does: "floor" },
  { key: "N", does: "showNew" },
  { key: "?", does: "help" },
] as const satisfies readonly { key: string; does: KeyAction["do"] }[];

/** What a key means; null for nothing. Letters work in either case, numbers only where something is numbered. */
export function keyAction(key: string, mode: Mode): KeyAction | null {
  if (key === "Escape") return mode === "list" ? null : { do: "back" };
  const number = /^[1-9]$/.test(key) ? Number(key) : null;
  if (number !== null) {
    if (mode === "merge") return { do: "into", at: number - 1 };
    const reason = declineReasons[number - 1];
    return mode === "why" && reason ? { do: "reason", reason } : null;
  }
  const found = listKeys.find((each) => each.key === key.toUpperCase());
  if (!found) return null;
  // While a reason or a question is asked for, only what leaves that question is allowed besides.
  const leaves = found.does === "next" || found.does === "previous" || found.does === "help";
  return mode === "list" || leaves ? { do: found.does } : null;
}

/** Whether a key press is meant for the page: not for a field, a button's own keys, a menu or the browser. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target instanceof Element ? event.target : null;
  return target?.closest("input, textarea, select, [contenteditable], dialog") == null;
}
