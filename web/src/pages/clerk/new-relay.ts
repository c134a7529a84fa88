/** Services that the clerk is helped with; each with the address that it has for everybody, if it has one. */
export const relayPlaces = ["youtube", "facebook", "wardcast", "elsewhere"] as const;
export type RelayPlace = (typeof relayPlaces)[number];

export interface RelayDraft {
  readonly place: RelayPlace;
  readonly address: string;
  readonly key: string;
  readonly label: string;
}

export const placeAddresses: Readonly<Record<RelayPlace, string>> = {
  youtube: "rtmps://a.rtmps.youtube.com:443/live2",
  facebook: "rtmps://live-api-s.facebook.com:443/rtmp",
  wardcast: "",
  elsewhere: "",
};

/** What is still to be filled in, and how to say so. */
export function missing(draft: RelayDraft): ReadonlyMap<"address" | "key", "needAddress" | "needKey"> {
  const needs = new Map<"address" | "key", "needAddress" | "needKey">();
  if (!/^(rtmps?|srt):\/\/[^/?#]+/.test(draft.address.trim())) needs.set("address", "needAddress");
  if (draft.key.trim() === "" && !draft.address.trim().startsWith("srt://") && !hasKey(draft.address)) {
    needs.set("key", "needKey");
  }
  return needs;
}

/** Whether an RTMP address goes on behind its application. */
function hasKey(address: string): boolean {
  return /^rtmps?:\/\/[^/]+\/[^/]+\/[^/]/.test(address.trim());
}

/** The data of `add_relay`. */
export function newRelay(draft: RelayDraft): { address: string; key?: string; label?: string } {
  const key = draft.key.trim();
  const label = draft.label.trim();
  return {
    address: draft.address.trim(),
    ...(key === "" ? {} : { key }),
    ...(label === "" ? {} : { label }),
  };
}
