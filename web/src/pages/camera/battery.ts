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
