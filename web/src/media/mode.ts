import { keep, kept } from "../net/keep";

/** What a viewer wants of the programme; stays chosen in this browser. */
export type Mode = "picture" | "sound" | "text";

const kName = "wardcast:mode";

export function keptMode(): Mode {
  const mode = kept(kName);
  return mode === "sound" || mode === "text" ? mode : "picture";
}

export function keepMode(mode: Mode): void {
  keep(kName, mode === "picture" ? null : mode);
}

/** The playlist of the programme in a mode; sound alone loads no picture at all. */
export function playlist(slug: string, mode: Mode): string {
  return `/hls/${encodeURIComponent(slug)}/${mode === "sound" ? "audio" : "index"}.m3u8`;
}

/** The same, back to the beginning of the meeting: longer, so only for who goes back. */
export function playlistFromStart(slug: string, mode: Mode): string {
  return `${playlist(slug, mode)}?dvr=1`;
}

export function recordingPlaylist(slug: string): string {
  return `/hls/${encodeURIComponent(slug)}/recording/index.m3u8`;
}

const kShortest = "wardcast:shortest";

/** Whether a viewer wants the shortest delay, where there is a place for it. */
export function keptShortest(): boolean {
  return kept(kShortest) === "yes";
}

export function keepShortest(wanted: boolean): void {
  keep(kShortest, wanted ? "yes" : null);
}

/** Where the programme is to be had with the shortest delay; `as` is the role whose cookie finds a place kept for it. */
export function shortestEndpoint(slug: string, as?: "room" | "chair" | "clerk"): string {
  return `/whep/${encodeURIComponent(slug)}${as === undefined ? "" : `?as=${as}`}`;
}
