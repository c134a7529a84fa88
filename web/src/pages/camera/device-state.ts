/** Keeps the screen on until `signal` ends; asks again whenever the page comes back into view. */
export function keepAwake(signal: AbortSignal): void {
  let lock: WakeLockSentinel | null = null;
  async function ask(): Promise<void> {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (signal.aborted) void lock.release();
    } catch {
      // Power saving may refuse it. The phone's own timeout then holds, as without this.
    }
  }
  document.addEventListener("visibilitychange", () => void ask(), { signal });
  signal.addEventListener("abort", () => void lock?.release());
  void ask();
}

interface Battery extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

export interface Charge {
  readonly percent: number;
  readonly charging: boolean;
}

/** Tells the battery's charge at once and at each change; never where the browser does not say (Safari, Firefox). */
export async function watchBattery(tell: (charge: Charge) => void, signal: AbortSignal): Promise<void> {
  const asked = (navigator as { getBattery?: () => Promise<Battery> }).getBattery?.();
  const battery = await asked?.catch(() => undefined);
  if (!battery || signal.aborted) return;
  const now = (): void => tell({ percent: Math.round(battery.level * 100), charging: battery.charging });
  battery.addEventListener("levelchange", now, { signal });
  battery.addEventListener("chargingchange", now, { signal });
  now();
}
