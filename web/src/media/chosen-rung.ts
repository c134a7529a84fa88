import type Hls from "hls.js";
import { askOffer } from "./rungs";

const kLookEvery = 10_000; // ms. A rung that was left out stays away for a minute; one with a new encoder, for seconds.

type Player = Pick<
  Hls,
  "levels" | "autoLevelEnabled" | "autoLevelCapping" | "capLevelToPlayerSize" | "nextLevel" | "loadLevel"
>;

/**
 * Holds hls.js to the size of picture that was chosen. Where the server leaves that out for a while, hls.js gives up the
 * choice by itself and for good: it stays below it meanwhile, and is told again once the server offers it, until aborted.
 */
export function choosingRungs(hls: Player, url: string, signal: AbortSignal): (height: number | null) => void {
  let chosen = -1;
  const look = async () => {
    const level = hls.levels[chosen];
    if (level === undefined || !hls.autoLevelEnabled) return;
    const offer = await askOffer(url, signal);
    if (signal.aborted || hls.levels[chosen] !== level) return;
    if (offer?.rungs.some(({ height }) => height === level.height)) hls.loadLevel = chosen; // From the next part on.
  };
  const looking = setInterval(() => void look(), kLookEvery);
  signal.addEventListener("abort", () => clearInterval(looking), { once: true });
  return (height) => {
    chosen = rungFor(hls, height);
    hls.capLevelToPlayerSize = chosen < 0;
    hls.autoLevelCapping = chosen;
    hls.nextLevel = chosen;
  };
}

/** The rung of this height, or the next one below; -1 leaves it to the network. */
function rungFor({ levels }: Pick<Hls, "levels">, height: number | null): number {
  if (height === null) return -1;
  const fitting = levels.flatMap((level, at) => (level.height <= height ? at : []));
  return fitting.length > 0 ? Math.max(...fitting) : 0; // Levels rise with their bitrate.
}
