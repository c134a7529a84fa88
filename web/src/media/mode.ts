import { keep, kept } from "../net/keep";
import type { Sources } from "./engine";

/** What a viewer wants of the programme; stays chosen in this browser. */
export type Mode = "picture" | "sound" | "text";

const kMode = "wardcast:mode";
const kQuality = "wardcast:quality";
const kShortest = "wardcast:shortest";
const kCaptions = "wardcast:captions";
const kHidden = "wardcast:hidden";

export function keptMode(): Mode {
  const mode = kept(kMode);
  return mode === "sound" || mode === "text" ? mode : "picture";
}

export function keepMode(mode: Mode): void {
  keep(kMode, mode === "picture" ? null : mode);
}

/** Lines of the picture; null leaves it to the network. */
export function keptQuality(): number | null {
  return Number(kept(kQuality)) || null;
}

export function keepQuality(height: number | null): void {
  keep(kQuality, height === null ? null : String(height));
}

/** Whether a viewer wants the shortest delay, where there is a place for it. */
export function keptShortest(): boolean {
  return kept(kShortest) === "yes";
}

export function keepShortest(wanted: boolean): void {
  keep(kShortest, wanted ? "yes" : null);
}

/** Whether a viewer wants to read along. */
export function keptCaptions(): boolean {
  return kept(kCaptions) === "yes";
}

export function keepCaptions(wanted: boolean): void {
  keep(kCaptions, wanted ? "yes" : null);
}

/**
 * Whether it goes on as sound alone while nobody can see the page, as behind a locked screen. Unless chosen otherwise,
 * on what is held in a hand: a phone would stop the picture's sound, or load a picture for nobody.
 */
export function keptSoundWhenHidden(): boolean {
  return (kept(kHidden) ?? (matchMedia("(pointer: coarse)").matches ? "sound" : "picture")) === "sound";
}

export function keepSoundWhenHidden(wanted: boolean): void {
  keep(kHidden, wanted ? "sound" : "picture");
}

/** The programme in a mode; sound alone loads no picture at all. */
export function programmeSources(slug: string, mode: Mode, shortest: boolean): Sources {
  const url = `/hls/${encodeURIComponent(slug)}/${file(mode)}`;
  return {
    url: `${url}?captions=1`,
    fromStart: `${url}?captions=1&dvr=1`, // Longer, so only for who goes back.
    shortest: shortest && mode === "picture" ? shortestEndpoint(slug) : undefined,
  };
}

export function recordingSources(slug: string, mode: Mode): Sources {
  return { url: `/hls/${encodeURIComponent(slug)}/recording/${file(mode)}` };
}

function file(mode: Mode): string {
  return mode === "sound" ? "audio.m3u8" : "index.m3u8";
}

/** Where the programme is to be had with the shortest delay; `as` is the role whose cookie finds a place kept for it. */
export function shortestEndpoint(slug: string, as?: "room" | "chair" | "clerk" | "captioner"): string {
  return `/whep/${encodeURIComponent(slug)}${as === undefined ? "" : `?as=${as}`}`;
}
