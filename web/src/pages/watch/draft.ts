import { keep, kept } from "../../net/keep";

// What someone is writing: kept in this browser until it is sent, so that no reload or lost network eats it.

export const kMostText = 500;
export const kMostName = 60;
/** Characters from which the counter shows. */
export const kCountFrom = 400;

export interface Draft {
  readonly text: string;
  readonly name: string;
}

/** Why a draft cannot be sent; `over` counts characters. */
export type Fault =
  | { readonly field: "text"; readonly kind: "empty" }
  | { readonly field: "text"; readonly kind: "long"; readonly over: number }
  | { readonly field: "name"; readonly kind: "long" };

export function keptDraft(slug: string): Draft {
  return { text: kept(`wardcast:draft:${slug}`) ?? "", name: kept("wardcast:name") ?? "" };
}

/** The name is kept for the next question, too. */
export function keepDraft(slug: string, draft: Draft): void {
  keep(`wardcast:draft:${slug}`, draft.text);
  keep("wardcast:name", draft.name);
}

/** Characters as the server counts them: code points of the NFC form, without white space at both ends. */
export function characters(text: string): number {
  return [...text.normalize("NFC").trim()].length;
}

export function faults(draft: Draft): Fault[] {
  const length = characters(draft.text);
  const found: Fault[] = [];
  if (length === 0) found.push({ field: "text", kind: "empty" });
  if (length > kMostText) found.push({ field: "text", kind: "long", over: length - kMostText });
  if (characters(draft.name) > kMostName) found.push({ field: "name", kind: "long" });
  return found;
}
