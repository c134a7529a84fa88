import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { DataUse } from "./data-use";
import { programmeSources, shortestEndpoint } from "./mode";
import { openPlayer } from "./player";

/** The programme without sound, as near to now as server and network allow; it looks after itself. */
export function LivePicture(props: { slug: string; as: "room" | "chair"; label: string; class: string }): JSX.Element {
  const { slug, as } = props;
  const [video, attach] = useState<HTMLVideoElement | null>(null);
  useEffect(() => {
    if (!video) return;
    const ending = new AbortController();
    video.muted = true; // Browsers let nothing else play without being asked.
    openPlayer(video, {
      sources: { ...programmeSources(slug, "picture", false), shortest: shortestEndpoint(slug, as) },
      live: true,
      height: null,
      data: new DataUse(),
      onState: () => undefined,
      signal: ending.signal,
    }).play();
    return () => ending.abort();
  }, [video, slug, as]);
  return <video ref={attach} playsInline class={props.class} aria-label={props.label} />;
}
