/** Segments of the level meter. */
export const kSegments = 13;

const kFloor = -60; // dBFS: below this a hall is silent
const kHeard = -48; // dBFS: quiet speech at a distance
const kCeiling = -6; // dBFS: louder clips
const kLinger = 2500; // ms for which a person who pauses still counts as heard
const kSilence = 10_000; // ms after which silence is worth a warning

/** How many of `kSegments` stand for a level in dBFS. */
export function segments(db: number): number {
  const part = (db - kFloor) / (kCeiling - kFloor);
  return Math.max(0, Math.min(kSegments, Math.round(part * kSegments)));
}

/** Root mean square of samples in −1 to 1, as dBFS; −100 for silence, as the server gives it. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const one of samples) sum += one * one;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  return Math.max(-100, 20 * Math.log10(Math.max(rms, 1e-5)));
}

/** What is heard: the last level, when there was last a voice, and since when it has been listened for. Times in ms. */
export interface Hearing {
  db: number;
  heardAt: number | null;
  since: number;
}

export function listening(now: number): Hearing {
  return { db: -100, heardAt: null, since: now };
}

export function hear(before: Hearing, db: number, now: number): Hearing {
  return { ...before, db, heardAt: db >= kHeard ? now : before.heardAt };
}

/** `heard` a voice now or a moment ago; `quiet` none just now; `silent` none for ten seconds, which is worth saying. */
export function verdict(hearing: Hearing, now: number): "heard" | "quiet" | "silent" {
  const last = hearing.heardAt;
  if (last !== null && now - last <= kLinger) return "heard";
  return now - (last ?? hearing.since) >= kSilence ? "silent" : "quiet";
}
