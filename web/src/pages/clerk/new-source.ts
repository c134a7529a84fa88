import type { NewSource, SourceKind } from "../../protocol/messages";
import { hashtagsOf } from "./meeting-dialog";

/** What the form for a new source holds. */
export interface SourceDraft {
  readonly kind: SourceKind;
  readonly label: string;
  readonly server: string;
  readonly address: string;
  readonly hashtags: string;
  readonly token: string;
}

export type SourceField = Exclude<keyof SourceDraft, "kind">;
export type Need = "needServer" | "needHashtag" | "needToken" | "needAddress";

/** Which fields each kind has, in order. */
export const fieldsOf: Readonly<Record<SourceKind, readonly SourceField[]>> = {
  mastodon: ["server", "hashtags", "token"],
  bluesky: ["hashtags"],
  x: ["hashtags", "token"],
  youtube: ["address", "token"],
  feed: ["address"],
  hook: ["label"],
};

const optional: readonly (readonly [SourceKind, SourceField])[] = [
  ["mastodon", "token"],
  ["hook", "label"],
];

export function mayBeEmpty(kind: SourceKind, field: SourceField): boolean {
  return optional.some(([of, name]) => of === kind && name === field);
}

/** What is missing in a draft, per field. Pure. */
export function missing(draft: SourceDraft): ReadonlyMap<SourceField, Need> {
  const needs = new Map<SourceField, Need>();
  for (const field of fieldsOf[draft.kind]) {
    if (mayBeEmpty(draft.kind, field)) continue;
    if (field === "server" && serverOf(draft.server) === "") needs.set(field, "needServer");
    if (field === "hashtags" && hashtagsOf(draft.hashtags).length === 0) needs.set(field, "needHashtag");
    if (field === "token" && draft.token.trim() === "") needs.set(field, "needToken");
    if (field === "address" && !/^https?:\/\/\S+$/.test(draft.address.trim())) needs.set(field, "needAddress");
  }
  return needs;
}

/** The command's data: only what its kind has, and nothing empty. Pure. */
export function newSource(draft: SourceDraft): NewSource {
  const has = (field: SourceField): boolean => fieldsOf[draft.kind].includes(field) && draft[field].trim() !== "";
  return {
    kind: draft.kind,
    ...(has("label") && { label: draft.label.trim() }),
    ...(has("server") && { server: serverOf(draft.server) }),
    ...(has("address") && { address: draft.address.trim() }),
    ...(has("hashtags") && { hashtags: hashtagsOf(draft.hashtags) }),
    ...(has("token") && { token: draft.token.trim() }),
  };
}

/** "mastodon.wales" of whatever was pasted: an address, a handle, a name. */
export function serverOf(text: string): string {
  return text.trim().replace(/^.*@/, "").replace(/\/+$/, "");
}
