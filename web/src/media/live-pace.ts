/** How late a live player is, and what it has in hand; seconds. */
export interface Distance {
  /** Behind where it should be; negative before it. */
  readonly late: number;
  /** Loaded and not yet played. */
  readonly ahead: number;
}

const kOnTime = 0.03; // A picture.
const kLate = 0.3;
const kBeginning = 2; // Within so much playing nobody minds a leap.
const kReserve = 0.45; // More than a part: the next one is due before it is used up.

/**
 * The rate at which to play so as to come to where one should be: a little faster, which hardly anybody hears, as long
 * as that does not eat up what a late part would need.
 */
export function paceOf({ late, ahead }: Distance): number {
  if (late <= kOnTime || ahead < kReserve) return 1;
  return late > kLate ? 1.1 : 1.05;
}

/**
 * Where to go at once rather than by and by: what went by while the first pictures were fetched is left out, as soon as
 * enough behind it is loaded. Null: nowhere.
 */
export function leapOf({ late, ahead }: Distance): number | null {
  return late > kLate && ahead - late > kReserve ? late : null;
}

/**
 * Keeps a live player at its distance from the live edge, until aborted. hls.js does so only while a whole second is
 * loaded, which with parts of a third of a second and three of them held back is hardly ever the case.
 */
export function keepPace(video: HTMLMediaElement, late: () => number, signal: AbortSignal): void {
  let begun: number | null = null;
  const look = () => {
    const now = { late: late(), ahead: aheadOf(video) };
    begun ??= video.currentTime;
    const leap = video.currentTime - begun < kBeginning ? leapOf(now) : null;
    if (leap !== null) {
      video.currentTime += leap;
      begun = -Infinity; // Once.
    }
    video.playbackRate = paceOf(now);
  };
  video.addEventListener("timeupdate", look, { signal });
  signal.addEventListener("abort", () => (video.playbackRate = 1), { once: true });
}

function aheadOf({ buffered, currentTime }: HTMLMediaElement): number {
  for (let at = 0; at < buffered.length; at++) {
    if (buffered.start(at) <= currentTime && currentTime < buffered.end(at)) return buffered.end(at) - currentTime;
  }
  return 0;
}
