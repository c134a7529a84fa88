import type { CaptionLanguage } from "../protocol/messages";
import type { Engine, EngineOptions } from "./engine";

/** Plays by the browser itself, as iPhones do. */
export function openNative(video: HTMLMediaElement, options: EngineOptions): Engine {
  const { startAt, behind } = options.place;
  const closing = new AbortController();
  const { signal } = closing;
  const dated = video as HTMLMediaElement & { getStartDate?: () => Date };
  const origin = () => dated.getStartDate?.().getTime() ?? NaN;
  const toTime = (at: number): boolean => {
    if (Number.isNaN(origin())) return false;
    video.currentTime = Math.max(0, (at - origin()) / 1000);
    return true;
  };
  options.data.cannotTell(); // What the browser fetches by itself it counts for nobody.
  video.addEventListener(
    "error",
    () => options.onFail(video.error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ? "absent" : "lost"),
    { signal },
  );
  video.addEventListener(
    "loadedmetadata",
    () => {
      if (startAt !== null) video.currentTime = startAt;
      if (behind !== null) toTime(behind);
    },
    { signal },
  );
  let captions = options.captions;
  video.textTracks.addEventListener("addtrack", () => showCaptions(video, captions), { signal });
  video.src = options.url;
  return {
    shortest: false,
    shown: () => (Number.isNaN(origin()) ? null : origin() + video.currentTime * 1000),
    toLive: () => {
      const { seekable } = video;
      if (seekable.length > 0) video.currentTime = seekable.end(seekable.length - 1);
    },
    toTime,
    choose: () => undefined, // It chooses for itself.
    caption: (language) => {
      captions = language;
      showCaptions(video, captions);
    },
    close: () => {
      closing.abort();
      video.removeAttribute("src");
      video.load();
    },
  };
}

function showCaptions(video: HTMLMediaElement, language: CaptionLanguage | null): void {
  for (const track of video.textTracks) {
    if (track.kind !== "captions" && track.kind !== "subtitles") continue;
    track.mode = language !== null && track.language.startsWith(language) ? "showing" : "disabled";
  }
}
