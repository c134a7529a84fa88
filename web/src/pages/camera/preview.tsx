import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "./camera-words";

/** At most this part of the picture may fall outside the frame; beyond it the whole is shown with margins. */
const kCrop = 0.16;

/** What the lens sees, as large as it goes without hiding much of what viewers will see. */
export function Preview({ track, mirrored }: { track: MediaStreamTrack; mirrored: boolean }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [fill, setFill] = useState(true);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    void element.play().catch(() => undefined); // Autoplay of a muted video; a browser that refuses shows a still.
    const fit = (): void => {
      const { videoWidth, videoHeight, clientWidth, clientHeight } = element;
      if (videoWidth === 0 || clientWidth === 0) return;
      const ratio = videoWidth / videoHeight / (clientWidth / clientHeight);
      setFill(Math.min(ratio, 1 / ratio) >= 1 - kCrop);
    };
    const size = new ResizeObserver(fit);
    size.observe(element);
    element.addEventListener("resize", fit);
    fit();
    return () => {
      size.disconnect();
      element.removeEventListener("resize", fit);
      element.srcObject = null;
    };
  }, [track]);

  const classes = ["lens", fill && "fill", mirrored && "mirrored"].filter(Boolean).join(" ");
  return <video ref={video} class={classes} aria-label={say("picture")} muted autoplay playsInline />;
}
