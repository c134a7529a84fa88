const kFirst = 500;
const kLongest = 5_000;

/**
 * Milliseconds to wait before attempt `attempt` (0 is the first retry): 0.5 s, doubling to 5 s, each times a random
 * 0.5–1.5: a hall full of phones does not come back in the same instant, and nobody waits long after the server does. docs/protocol.md section 2.8.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return Math.min(kLongest, kFirst * 2 ** Math.min(attempt, 10)) * (0.5 + random());
}
