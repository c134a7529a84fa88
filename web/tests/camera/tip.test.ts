import { describe, expect, it } from "vitest";
import { tip, type Facts } from "../../src/pages/camera/tip";

const fine: Facts = {
  standing: { kind: "live", began: 0 },
  pictureLost: false,
  muted: false,
  sound: "heard",
  alarms: [],
  battery: null,
  link: "good",
  byWeb: false,
  upright: false,
};
const kindOf = (change: Partial<Facts>, now = 0): string | null => tip({ ...fine, ...change }, now)?.kind ?? null;

describe("the advice over the picture", () => {
  it("is silent when all is well, and asks to turn an upright phone", () => {
    expect(kindOf({})).toBeNull();
    expect(kindOf({ upright: true })).toBe("sideways");
  });

  it("says first what keeps viewers from seeing or hearing", () => {
    const all: Partial<Facts> = { muted: true, sound: "silent", battery: 5, link: "weak", upright: true };
    expect(kindOf({ ...all, standing: { kind: "lost", since: 0, began: 0 } })).toBe("dropped");
    expect(kindOf({ ...all, standing: { kind: "off-air", began: 0 } })).toBe("off-air");
    expect(kindOf({ ...all, pictureLost: true })).toBe("camera-lost");
    expect(kindOf(all)).toBe("muted");
    expect(kindOf({ ...all, muted: false })).toBe("silent");
    expect(kindOf({ ...all, muted: false, sound: "heard" })).toBe("battery");
    expect(kindOf({ ...all, muted: false, sound: "heard", battery: 21 })).toBe("weak");
  });

  it("says that the picture comes later where it is sent over the web connection", () => {
    expect(kindOf({ byWeb: true, upright: true })).toBe("by-web");
    expect(kindOf({ byWeb: true, muted: true })).toBe("muted");
  });

  it("tells what the server finds wrong with the picture, while viewers should have it", () => {
    expect(kindOf({ alarms: ["black", "not_on_air"] })).toBe("black");
    expect(kindOf({ alarms: ["frozen"] })).toBe("frozen");
    expect(kindOf({ alarms: ["not_on_air"] })).toBe("not-on-air");
    expect(kindOf({ alarms: ["black"], standing: { kind: "not-live" } })).toBe("public");
  });

  it("says what will be public before it is", () => {
    expect(kindOf({ standing: { kind: "not-live" }, upright: true })).toBe("public");
  });

  it("warns of silence only once viewers could hear", () => {
    expect(kindOf({ standing: { kind: "not-live" }, sound: "silent" })).toBe("public");
  });

  it("admits that going live takes long", () => {
    expect(kindOf({ standing: { kind: "starting", since: 0 } }, 10_000)).toBe("starting");
    expect(kindOf({ standing: { kind: "starting", since: 0 } }, 10_001)).toBe("starting-long");
  });
});
