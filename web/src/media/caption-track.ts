import type Hls from "hls.js";
import { captionLanguages } from "../protocol/caption";
import type { CaptionLanguage } from "../protocol/messages";

/** Captions as hls.js reads them. */
export interface CaptionTracks {
  /** Shows those in this language, or none. */
  show(language: CaptionLanguage | null): void;
  close(): void;
}

/**
 * Puts what hls.js reads into tracks of our own, which the browser draws. Its own tracks begin with an address of the kind
 * `data:`, which the Content-Security-Policy forbids; so it has to be told not to make any (renderTextTracksNatively).
 */
export function openCaptions(video: HTMLMediaElement, hls: Hls, Events: typeof Hls.Events): CaptionTracks {
  let shown: CaptionLanguage | null = null;
  const choose = (): void => {
    hls.subtitleTrack = hls.subtitleTracks.findIndex((track) => track.lang === shown); // It fetches this one alone.
  };
  hls.on(Events.SUBTITLE_TRACKS_UPDATED, choose); // They come with each size of the picture.
  hls.on(Events.CUES_PARSED, (_event, { cues }) => {
    if (shown === null) return;
    const track = trackOf(video, shown);
    // A caption stands in each piece in which it is shown.
    for (const cue of cues as VTTCue[]) if (!track.cues?.getCueById(cue.id)) track.addCue(cue);
  });
  return {
    show(language) {
      shown = language;
      choose();
      for (const each of captionLanguages) {
        // A hidden track, unlike a disabled one, still tells which cues it has.
        if (each === language) trackOf(video, each).mode = "showing";
        else if (found(video, each)) trackOf(video, each).mode = "hidden";
      }
    },
    close() {
      for (const each of captionLanguages) {
        const track = found(video, each);
        if (!track) continue;
        for (const cue of [...(track.cues ?? [])]) track.removeCue(cue);
        track.mode = "disabled";
      }
    },
  };
}

/** A track that was added can never be removed again: each language has one for as long as the element lives. */
function trackOf(video: HTMLMediaElement, language: CaptionLanguage): TextTrack {
  const known = found(video, language);
  if (known) return known;
  const added = video.addTextTrack("captions", language === "cy" ? "Cymraeg" : "English", language);
  added.mode = "hidden";
  return added;
}

function found(video: HTMLMediaElement, language: CaptionLanguage): TextTrack | undefined {
  return [...video.textTracks].find((track) => track.kind === "captions" && track.language === language);
}
