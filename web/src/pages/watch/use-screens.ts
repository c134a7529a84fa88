import { useEffect, useState } from "preact/hooks";

/** Somewhere else that the picture can be shown. */
export interface Screen {
  readonly on: boolean;
  /** Null where this browser cannot. */
  readonly toggle: (() => void) | null;
}

const frame = () => document.getElementById("picture");
const videoOf = () => frame()?.querySelector("video") ?? null;
type Phone = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

/** The whole screen; on iPhones the video element's own, with the browser's controls. */
export function useFullScreen(): Screen {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const look = (): void => setOn(document.fullscreenElement !== null && document.fullscreenElement === frame());
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  if (document.fullscreenEnabled) {
    // A browser may refuse, as it does without a press: then nothing changes.
    const toggle = () => void (on ? document.exitFullscreen() : frame()?.requestFullscreen())?.catch(() => undefined);
    return { on, toggle };
  }
  const isPhone = "webkitEnterFullscreen" in HTMLVideoElement.prototype;
  return { on, toggle: isPhone ? () => (videoOf() as Phone | null)?.webkitEnterFullscreen?.() : null };
}

/** A small window above all others (picture in picture). `video` is what it shows. */
export function useSmallWindow(video: HTMLVideoElement | null): Screen {
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (!video) return;
    const look = (): void => setOn(document.pictureInPictureElement === video);
    video.addEventListener("enterpictureinpicture", look);
    video.addEventListener("leavepictureinpicture", look);
    return () => {
      video.removeEventListener("enterpictureinpicture", look);
      video.removeEventListener("leavepictureinpicture", look);
    };
  }, [video]);
  if (!document.pictureInPictureEnabled || !video) return { on, toggle: null };
  const change = (): Promise<unknown> => (on ? document.exitPictureInPicture() : video.requestPictureInPicture());
  return { on, toggle: () => void change().catch(() => undefined) };
}
