import type Hls from "hls.js";
import type { ErrorData } from "hls.js";
import { openCaptions } from "./caption-track";
import { choosingRungs } from "./chosen-rung";
import type { Engine, EngineOptions, Failure } from "./engine";
import { keepPace } from "./live-pace";

/** Plays by hls.js, which is fetched when playing starts, not before. */
export async function openHls(video: HTMLMediaElement, options: EngineOptions): Promise<Engine> {
  const { default: Hls } = await import("hls.js");
  const { live, place, onFail } = options;
  const { startAt, behind } = place;
  const hls = new Hls({
    autoStartLoad: false, // Once the size that was chosen is known.
    lowLatencyMode: live && behind === null,
    liveDurationInfinity: true,
    backBufferLength: live ? 20 : 60, // Seconds kept behind; old phones have little memory.
    renderTextTracksNatively: false,
    enableWorker: false, // Parts are fMP4 already; and a worker of a blob: address would weaken the policy.
  });
  // Target durations behind the edge, then it jumps there. Set afterwards: in the constructor it may only stand beside a
  // distance of our own, and that is to be the playlist's (PART-HOLD-BACK).
  hls.config.liveMaxLatencyDurationCount = behind === null ? 6 : Infinity;
  const closed = new AbortController();
  const choose = choosingRungs(hls, options.url, closed.signal);
  const captions = openCaptions(video, hls, Hls.Events);
  captions.show(options.captions);
  let recovered = false;
  hls.on(Hls.Events.ERROR, (_event, error) => {
    if (!error.fatal) return;
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true;
      hls.recoverMediaError();
    } else {
      console.warn("wardcast: player:", error.type, error.details);
      onFail(failureOf(error));
    }
  });
  const toTime = (at: number): boolean => {
    const position = positionOf(hls, at);
    if (position !== null) video.currentTime = position;
    return position !== null;
  };
  if (behind !== null) video.addEventListener("loadedmetadata", () => toTime(behind), { once: true });
  hls.on(Hls.Events.MANIFEST_PARSED, () => {
    choose(options.height);
    hls.startLoad(startAt ?? -1);
  });
  if (hls.config.lowLatencyMode) keepPace(video, () => hls.latency - (hls.targetLatency ?? hls.latency), closed.signal);
  hls.loadSource(options.url);
  hls.attachMedia(video);
  return {
    shortest: false,
    shown: () => hls.playingDate?.getTime() ?? estimated(hls),
    toLive: () => {
      if (hls.liveSyncPosition !== null) video.currentTime = hls.liveSyncPosition;
    },
    toTime,
    choose,
    caption: (language) => captions.show(language),
    close: () => {
      closed.abort();
      hls.destroy();
      captions.close();
    },
  };
}

/** Seconds on the player's timeline of what happened then; what is missing is passed over. */
function positionOf(hls: Hls, at: number): number | null {
  const fragments = hls.latestLevelDetails?.fragments ?? [];
  const found = fragments.find((each) => !each.gap && (each.programDateTime ?? 0) + each.duration * 1000 > at);
  if (!found || found.programDateTime === null) return null;
  return found.start + Math.max(0, at - found.programDateTime) / 1000 + 0.01;
}

/** Without programme dates: what hls.js reckons from the playlist's edge. */
function estimated(hls: Hls): number | null {
  return hls.latency > 0 ? Date.now() - hls.latency * 1000 : null;
}

function failureOf(error: ErrorData): Failure {
  return (error.response?.code ?? 0) >= 400 ? "absent" : "lost";
}
