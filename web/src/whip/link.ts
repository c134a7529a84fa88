/** The numbers of one look at `getStats` that say how the network is doing. Counters rise for the life of a session. */
export interface Sample {
  /** ms, any clock that rises */
  at: number;
  /** Bytes sent as sound and picture together. */
  sent: number;
  /** Bytes that came back: reports and connectivity checks. While these rise, somebody is there. */
  heard: number;
  /** What the browser believes it could send, bit/s; null where it does not say. */
  room: number | null;
  /** Part of what was sent lately that did not arrive, 0 to 1; null until the first report. */
  lost: number | null;
  /** True while the browser makes the picture smaller because the network holds it back. */
  reduced: boolean;
}

/** In words for a person: `none` nothing gets through, `weak` the picture is reduced, `fair`, `good`. */
export type LinkLevel = "none" | "weak" | "fair" | "good";

export interface LinkQuality {
  level: LinkLevel;
  /** kbit/s that left since the sample before */
  kbps: number;
}

function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

/** Reads the browser's report; members that a browser does not know are left out of the judgement. */
export function sample(report: RTCStatsReport, at: number): Sample {
  const taken: Sample = { at, sent: 0, heard: 0, room: null, lost: null, reduced: false };
  report.forEach((entry: Record<string, unknown>) => {
    switch (entry["type"]) {
      case "outbound-rtp":
        taken.sent += number(entry["bytesSent"]) ?? 0;
        taken.reduced ||= entry["qualityLimitationReason"] === "bandwidth";
        break;
      case "remote-inbound-rtp":
        taken.lost = Math.max(taken.lost ?? 0, number(entry["fractionLost"]) ?? 0);
        break;
      case "candidate-pair":
        if (entry["nominated"] !== true) break;
        taken.heard += number(entry["bytesReceived"]) ?? 0;
        taken.heard += number(entry["responsesReceived"]) ?? 0;
        taken.room = number(entry["availableOutgoingBitrate"]) ?? taken.room;
        break;
    }
  });
  return taken;
}

const kWeak = 600_000; // bit/s. Below this, 720p falls apart; the browser sends a smaller picture.
const kFair = 1_200_000; // bit/s. Enough for a good picture, without anything to spare.

/** What the time between two samples says. */
export function quality(before: Sample, now: Sample): LinkQuality {
  const seconds = Math.max(0.001, (now.at - before.at) / 1000);
  const kbps = Math.max(0, Math.round(((now.sent - before.sent) * 8) / 1000 / seconds));
  const lost = now.lost ?? 0;
  if (kbps === 0) return { level: "none", kbps };
  if (lost > 0.08 || (now.room !== null && now.room < kWeak)) return { level: "weak", kbps };
  if (lost > 0.02 || now.reduced || (now.room !== null && now.room < kFair)) return { level: "fair", kbps };
  return { level: "good", kbps };
}
