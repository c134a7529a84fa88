/** One size of the picture that the programme is to be had in. */
export interface Rung {
  /** Lines. */
  readonly height: number;
  /** Of picture and sound together. */
  readonly bytesAnHour: number;
}

export interface Offer {
  /** The best first. */
  readonly rungs: readonly Rung[];
  /** Of sound alone; null where it is not to be had alone. */
  readonly soundBytesAnHour: number | null;
}

const bytesAnHour = (bitsASecond: number) => (bitsASecond / 8) * 3_600;

/** What the variants of a multivariant playlist (RFC 8216bis section 4.4.6.2) cost; the usual rate where it is told. */
export function offerOf(playlist: string): Offer {
  const rungs = new Map<number, number>();
  let sound: number | null = null;
  for (const [line] of playlist.matchAll(/^#EXT-X-STREAM-INF:.*$/gm)) {
    const rate = Number(/[:,]AVERAGE-BANDWIDTH=(\d+)/.exec(line)?.[1] ?? /[:,]BANDWIDTH=(\d+)/.exec(line)?.[1] ?? 0);
    const height = /[:,]RESOLUTION=\d+x(\d+)/.exec(line)?.[1];
    if (height === undefined) sound = bytesAnHour(rate);
    else rungs.set(Number(height), bytesAnHour(rate));
  }
  const sorted = [...rungs].sort(([a], [b]) => b - a);
  return { rungs: sorted.map(([height, bytes]) => ({ height, bytesAnHour: bytes })), soundBytesAnHour: sound };
}

/** Asks what there is to choose from; null where it cannot be told just now. */
export async function askOffer(url: string, signal: AbortSignal): Promise<Offer | null> {
  try {
    const response = await fetch(url, { signal });
    return response.ok ? offerOf(await response.text()) : null;
  } catch {
    return null;
  }
}
