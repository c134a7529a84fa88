import type { CameraAlarm } from "../../protocol/messages";
import type { LinkLevel } from "../../whip/link";
import type { Standing } from "./standing";

export type Tip =
  | { readonly kind: "dropped" | "starting" | "starting-long" | "unsure" | "off-air" | "camera-lost" }
  | { readonly kind: "muted" | "silent" | "weak" | "by-web" | "sideways" | "public" }
  | { readonly kind: "black" | "frozen" | "not-on-air" }
  | { readonly kind: "battery"; readonly percent: number };

export interface Facts {
  readonly standing: Standing;
  readonly pictureLost: boolean;
  readonly muted: boolean;
  readonly sound: "heard" | "quiet" | "silent";
  /** What the server finds wrong with this camera. */
  readonly alarms: readonly CameraAlarm[];
  /** Null where the browser does not say, or while it charges. */
  readonly battery: number | null;
  readonly link: LinkLevel | null;
  /** Sent over the web connection, since WebRTC does not get through. */
  readonly byWeb: boolean;
  readonly upright: boolean;
}

const kLowBattery = 20; // percent
const kLong = 10_000; // ms

/** The one thing worth saying over the picture: first what keeps viewers from seeing or hearing, then advice. */
export function tip(facts: Facts, now: number): Tip | null {
  const { standing } = facts;
  if (standing.kind === "lost") return { kind: "dropped" };
  if (standing.kind === "starting") return { kind: now - standing.since > kLong ? "starting-long" : "starting" };
  if (standing.kind === "off-air") return { kind: "off-air" };
  if (facts.pictureLost) return { kind: "camera-lost" };
  if (standing.kind === "unsure") return { kind: "unsure" };
  if (facts.muted) return { kind: "muted" };
  if (standing.kind === "live" && facts.alarms.includes("black")) return { kind: "black" };
  if (standing.kind === "live" && facts.alarms.includes("frozen")) return { kind: "frozen" };
  if (standing.kind === "live" && facts.alarms.includes("not_on_air")) return { kind: "not-on-air" };
  if (standing.kind === "live" && facts.sound === "silent") return { kind: "silent" };
  if (facts.battery !== null && facts.battery <= kLowBattery) return { kind: "battery", percent: facts.battery };
  if (standing.kind === "live" && facts.link === "weak") return { kind: "weak" };
  if (facts.byWeb) return { kind: "by-web" };
  if (standing.kind === "not-live") return { kind: "public" };
  return facts.upright ? { kind: "sideways" } : null;
}
