import type { CameraAlarm, Signal } from "../protocol/messages";

export type Trouble = Exclude<CameraAlarm, "not_on_air"> | "nobody_on_air";

/**
 * The one thing about the cameras worth interrupting staff for: a camera that viewers have is of no use to them, or
 * they have none though one is there and nobody wanted it so.
 */
export function trouble(signals: readonly Signal[], wanted: "camera" | "other"): Trouble | null {
  const live = signals.filter(({ state }) => state === "live");
  if (live.length === 0) return null;
  const given = live.filter(({ alarms }) => !alarms.includes("not_on_air"));
  if (given.length === 0) return wanted === "camera" ? "nobody_on_air" : null;
  for (const alarm of ["black", "frozen", "silence"] as const) {
    if (given.some(({ alarms }) => alarms.includes(alarm))) return alarm;
  }
  return null;
}
