import { declineReasons, type DeclineReason } from "../../protocol/messages";

/** What the desk is waiting for: a verdict, or the reason for which something is declined. */
export type Mode = "list" | "why";

export type KeyAction =
  | { readonly do: "next" | "previous" | "approve" | "hold" | "decline" | "merge" | "edit" | "select" | "block" }
  | { readonly do: "undo" | "floor" | "filter" | "showNew" | "help" | "back" }
  | { readonly do: "reason"; readonly reason: DeclineReason };

/** The keys of the list, in the order in which the help names them. */
export const listKeys = [
  { key: "J", does: "next" },
  { key: "K", does: "previous" },
  { key: "A", does: "approve" },
  { key: "H", does: "hold" },
  { key: "D", does: "decline" },
  { key: "M", does: "merge" },
  { key: "E", does: "edit" },
  { key: "X", does: "select" },
  { key: "B", does: "block" },
  { key: "Z", does: "undo" },
  { key: "F", does: "floor" },
  { key: "/", does: "filter" },
  { key: "N", does: "showNew" },
  { key: "?", does: "help" },
] as const satisfies readonly { key: string; does: KeyAction["do"] }[];

/** What a key means; null for nothing. Letters work in either case, numbers only where something is numbered. */
export function keyAction(key: string, mode: Mode): KeyAction | null {
  if (key === "Escape") return { do: "back" };
  const number = /^[1-9]$/.test(key) ? Number(key) : null;
  if (number !== null) {
    const reason = declineReasons[number - 1];
    return mode === "why" && reason ? { do: "reason", reason } : null;
  }
  const found = listKeys.find((each) => each.key === key.toUpperCase());
  if (!found) return null;
  // While a reason is asked for, only what leaves that question is allowed besides.
  const leaves = found.does === "next" || found.does === "previous" || found.does === "help";
  return mode === "list" || leaves ? { do: found.does } : null;
}
