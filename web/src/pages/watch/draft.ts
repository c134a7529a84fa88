import { keep, kept } from "../../net/keep";
import type { Command, Naming } from "../../protocol/messages";

// What someone is writing: kept in this browser until it is sent, so that no reload or lost network eats it.

export const kMostText = 500;
export const kMostName = 60;
/** Characters from which the counter shows. */
export const kCountFrom = 400;

export const kMostArea = 60;

export interface Draft {
  readonly text: string;
  readonly name: string;
  /** Neighbourhood. */
  readonly area: string;
  /** Where a name is asked for: rather none. */
  readonly anonymous: boolean;
}

/** Why a draft cannot be sent; `over` counts characters. */
export type Fault =
  | { readonly field: "text"; readonly kind: "empty" }
  | { readonly field: "text"; readonly kind: "long"; readonly over: number }
  | { readonly field: "name" | "area"; readonly kind: "long" }
  | { readonly field: "name"; readonly kind: "empty" };

export function keptDraft(slug: string): Draft {
  return {
    text: kept(`wardcast:draft:${slug}`) ?? "",
    name: kept("wardcast:name") ?? "",
    area: kept("wardcast:area") ?? "",
    anonymous: false,
  };
}

/** The name and the neighbourhood are kept for the next question, too. */
export function keepDraft(slug: string, draft: Draft): void {
  keep(`wardcast:draft:${slug}`, draft.text);
  keep("wardcast:name", draft.name);
  keep("wardcast:area", draft.area);
}

/** Characters as the server counts them: code points of the NFC form, without white space at both ends. */
export function characters(text: string): number {
  return [...text.normalize("NFC").trim()].length;
}

export function faults(draft: Draft, naming: Naming): Fault[] {
  const length = characters(draft.text);
  const found: Fault[] = [];
  if (length === 0) found.push({ field: "text", kind: "empty" });
  if (length > kMostText) found.push({ field: "text", kind: "long", over: length - kMostText });
  const unnamed = naming === "anonymous" || (naming === "required" && draft.anonymous);
  if (naming === "required" && !unnamed && characters(draft.name) === 0) found.push({ field: "name", kind: "empty" });
  if (!unnamed && characters(draft.name) > kMostName) found.push({ field: "name", kind: "long" });
  if (characters(draft.area) > kMostArea) found.push({ field: "area", kind: "long" });
  return found;
}

/** The command for a draft that has no faults: nothing empty, and no name where the meeting wants none. */
export function askOf(draft: Draft, naming: Naming): Command {
  const unnamed = naming === "required" && draft.anonymous;
  const name = naming === "anonymous" || unnamed ? "" : draft.name.trim();
  const area = draft.area.trim();
  return {
    command: "ask",
    data: {
      text: draft.text.trim(),
      ...(name !== "" && { name }),
      ...(area !== "" && { area }),
      ...(unnamed && { anonymous: true }),
    },
  };
}
