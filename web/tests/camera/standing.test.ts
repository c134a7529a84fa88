import { describe, expect, it } from "vitest";
import { judge } from "../../src/pages/camera/standing";
import type { Standing, Word } from "../../src/pages/camera/standing";
import type { PublisherState } from "../../src/whip/publisher";

const connected: PublisherState = { kind: "connected", since: 0, by: "webrtc" };
const connecting: PublisherState = { kind: "connecting", attempt: 1 };
const said = (air: Word["air"], fresh = true): Word => ({ fresh, phase: "live", air });
const idle: Standing = { kind: "not-live" };
const live: Standing = { kind: "live", began: 100 };

describe("the bar of the camera", () => {
  it("says live only on the server's word", () => {
    expect(judge(idle, connected, said("none"), 100)).toEqual({ kind: "starting", since: 100 });
    expect(judge(idle, connected, null, 100).kind).toBe("unsure");
    expect(judge(idle, connected, said("live"), 100)).toEqual(live);
  });

  it("does not say live because of another camera that is on the air", () => {
    expect(judge(idle, { kind: "idle" }, said("live"), 100)).toEqual(idle);
    expect(judge(idle, connecting, said("live"), 100)).toEqual({ kind: "starting", since: 100 });
    expect(judge(live, { kind: "busy", was: true }, said("live"), 200)).toEqual({ kind: "busy", was: true });
  });

  it("counts the time away from the moment of the loss", () => {
    const lost = judge(live, connecting, said("live"), 200);
    expect(lost).toEqual({ kind: "lost", since: 200, began: 100 });
    expect(judge(lost, connected, said("lost"), 900)).toEqual({ kind: "lost", since: 200, began: 100 });
  });

  it("goes on counting from the beginning when it is back", () => {
    expect(judge({ kind: "lost", since: 200, began: 100 }, connected, said("live"), 900)).toEqual(live);
  });

  it("is unsure while the server cannot be asked", () => {
    expect(judge(live, connected, said("live", false), 300)).toEqual({ kind: "unsure", since: 300, began: 100 });
  });

  it("says that nobody sees it while the meeting is off air", () => {
    expect(judge(live, connected, said("off"), 300)).toEqual({ kind: "off-air", began: 100 });
  });

  it("ends with the meeting", () => {
    expect(judge(live, connected, { fresh: true, phase: "ended", air: "none" }, 300)).toEqual({ kind: "ended" });
    expect(judge(live, { kind: "ended" }, null, 300)).toEqual({ kind: "ended" });
  });
});
