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

export function recordingPlaylist(slug: string): string {
  return `/hls/${encodeURIComponent(slug)}/recording/index.m3u8`;
}
