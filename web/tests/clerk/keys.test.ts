import { describe, expect, it } from "vitest";
import { nextChosen } from "../../src/pages/clerk/chosen";
import { counted, groupOf } from "../../src/state/channels";
import { keyAction, listKeys } from "../../src/pages/clerk/keys";
import { hashtagsOf } from "../../src/pages/clerk/meeting-dialog";
import { question } from "../state/staff-fixture";

describe("the clerk's keys", () => {
  it("mean what the help says, in either case", () => {
    for (const { key, does } of listKeys) {
      expect(keyAction(key, "list")).toEqual({ do: does });
      expect(keyAction(key.toLowerCase(), "list")).toEqual({ do: does });
    }
  });

  it("are numbers for reasons once a question is being declined", () => {
    expect(keyAction("1", "why")).toEqual({ do: "reason", reason: "off_topic" });
    expect(keyAction("7", "why")).toEqual({ do: "reason", reason: "not_a_question" });
    expect(keyAction("8", "why")).toBeNull();
    expect(keyAction("1", "list")).toBeNull();
  });

  it("decide nothing by accident while a reason is asked for", () => {
    expect(keyAction("a", "why")).toBeNull();
    expect(keyAction("z", "why")).toBeNull();
    expect(keyAction("Escape", "why")).toEqual({ do: "back" });
    expect(keyAction("j", "why")).toEqual({ do: "next" });
  });

  it("leave every other key alone", () => {
    for (const key of ["y", "Enter", "Tab", " ", "0", "ArrowDown"]) expect(keyAction(key, "list")).toBeNull();
  });
});

describe("the chosen question", () => {
  it("stays while it is there", () => expect(nextChosen(["a", "b"], ["x", "b"], "b")).toBe("b"));
  it("gives way to the one after it", () => expect(nextChosen(["a", "b", "c"], ["a", "c"], "b")).toBe("c"));
  it("gives way to the last when there is none after it", () => expect(nextChosen(["a", "b"], ["a"], "b")).toBe("a"));
  it("is the first at first, and none in an empty list", () => {
    expect(nextChosen([], ["a", "b"], null)).toBe("a");
    expect(nextChosen(["a"], [], "a")).toBeNull();
  });
});

describe("the filters", () => {
  it("put hall, paper and proxy together, and leave out what there is none of", () => {
    expect(groupOf("paper")).toBe("floor");
    expect(counted([question("1"), question("2", { channel: "proxy" }), question("3")])).toEqual([
      { group: "floor", count: 1 },
      { group: "web", count: 2 },
    ]);
  });
});

describe("hashtags", () => {
  it("are words, once each, without their mark", () => {
    expect(hashtagsOf("#Billesley, WardForum  #Billesley")).toEqual(["Billesley", "WardForum"]);
    expect(hashtagsOf("  ")).toEqual([]);
  });
});
