import { describe, expect, it } from "vitest";
import type { CameraAlarm, Signal } from "../../src/protocol/messages";
import { trouble } from "../../src/state/camera-trouble";

function camera(...alarms: CameraAlarm[]): Signal {
  return {
    type: "signal",
    camera: "main",
    state: "live",
    level_db: -20,
    kbps: 2000,
    fps: 30,
    width: 1280,
    height: 720,
    alarms,
    unrecorded: false,
    trouble: null,
    viewers: null,
  };
}

describe("what staff are told of the cameras", () => {
  it("is nothing while a camera that viewers have is fine, whatever the others do", () => {
    expect(trouble([camera(), camera("not_on_air", "black")], "camera")).toBeNull();
    expect(trouble([], "camera")).toBeNull();
  });

  it("is the picture before the sound", () => {
    expect(trouble([camera("silence", "black")], "camera")).toBe("black");
    expect(trouble([camera("silence", "frozen")], "camera")).toBe("frozen");
    expect(trouble([camera("silence")], "camera")).toBe("silence");
  });

  it("is that viewers have no camera, unless staff wanted it so", () => {
    expect(trouble([camera("not_on_air")], "camera")).toBe("nobody_on_air");
    expect(trouble([camera("not_on_air")], "other")).toBeNull();
  });

  it("is not what a camera that has gone was like", () => {
    expect(trouble([{ ...camera("black"), state: "lost" }], "camera")).toBeNull();
  });
});
