/** Milliseconds over which the present use is taken. */
const kWindow = 60_000;
/** Milliseconds of playing before an hour can be reckoned from it: the first seconds fill the buffer. */
const kEnough = 15_000;

/** What watching has cost in data since the page was opened. */
export interface Used {
  /** Null where this browser does not say. */
  readonly bytes: number | null;
  /** At the present rate; null until it can be told. */
  readonly bytesAnHour: number | null;
}

/** Counts the bytes of picture and sound that came over the network; what came from the browser's cache costs nothing. */
export class DataUse {
  private total = 0;
  private lately: { at: number; bytes: number }[] = [];
  private silent = false;

  constructor(private readonly now: () => number = Date.now) {}

  /** Also counts what the page itself fetches from `/hls/`, until `signal` is aborted. */
  follow(signal: AbortSignal): this {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByType("resource") as PerformanceResourceTiming[]) {
        if (new URL(entry.name).pathname.startsWith("/hls/")) this.add(entry.transferSize);
      }
    });
    observer.observe({ type: "resource" });
    signal.addEventListener("abort", () => observer.disconnect());
    return this;
  }

  add(bytes: number): void {
    if (bytes <= 0) return;
    this.total += bytes;
    this.lately.push({ at: this.now(), bytes });
    this.lately = this.lately.filter(({ at }) => at > this.now() - kWindow);
  }

  /** From now on something plays that nobody can count. */
  cannotTell(): void {
    this.silent = true;
  }

  /** Bytes that came within the last so many milliseconds. */
  within(milliseconds: number): number {
    const from = this.now() - milliseconds;
    return this.lately.reduce((sum, { at, bytes }) => (at > from ? sum + bytes : sum), 0);
  }

  /** `playing` is for how long it has played at the present quality, milliseconds. */
  used(playing: number): Used {
    if (this.silent) return { bytes: null, bytesAnHour: null };
    const span = Math.min(playing, kWindow);
    return {
      bytes: this.total,
      bytesAnHour: span < kEnough ? null : (this.within(span) / span) * 3_600_000,
    };
  }
}
