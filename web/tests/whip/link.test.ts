import { describe, expect, it } from "vitest";
import { quality, sample } from "../../src/whip/link";
import type { Sample } from "../../src/whip/link";

const start: Sample = { at: 0, sent: 0, heard: 0, room: null, lost: null, reduced: false };
const later = (change: Partial<Sample>): Sample => ({ ...start, at: 1000, sent: 250_000, ...change });

describe("the quality of the network", () => {
  it("is good when what is sent arrives", () => {
    expect(quality(start, later({ room: 3_000_000, lost: 0 }))).toEqual({ level: "good", kbps: 2000 });
  });
  it("is fair when the picture is made smaller", () => {
    expect(quality(start, later({ reduced: true })).level).toBe("fair");
  });
  it("is weak when little room is left or much is lost", () => {
    expect(quality(start, later({ room: 500_000 })).level).toBe("weak");
    expect(quality(start, later({ lost: 0.1 })).level).toBe("weak");
  });
  it("is none when nothing leaves", () => {
    expect(quality(start, later({ sent: 0 }))).toEqual({ level: "none", kbps: 0 });
  });
});

describe("a report of the browser", () => {
  it("is added up over sound and picture, and only the pair in use counts", () => {
    const report = new Map<string, unknown>([
      ["a", { type: "outbound-rtp", bytesSent: 100 }],
      ["v", { type: "outbound-rtp", bytesSent: 900, qualityLimitationReason: "bandwidth" }],
      ["r", { type: "remote-inbound-rtp", fractionLost: 0.05 }],
      [
        "p",
        {
          type: "candidate-pair",
          nominated: true,
          bytesReceived: 40,
          responsesReceived: 2,
          availableOutgoingBitrate: 1e6,
        },
      ],
      ["q", { type: "candidate-pair", nominated: false, bytesReceived: 4000 }],
    ]) as unknown as RTCStatsReport;
    expect(sample(report, 7)).toEqual({ at: 7, sent: 1000, heard: 42, room: 1e6, lost: 0.05, reduced: true });
  });
});
