import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n/words";
import { cameraTroubles, cameraTroubleWords } from "../../src/pages/clerk/camera-trouble-words";
import { relayTroubles, relayTroubleWords } from "../../src/pages/clerk/relay-trouble-words";
import { sourceTroubles, sourceTroubleWords } from "../../src/pages/clerk/source-trouble-words";

const protocol = readFileSync(join(import.meta.dirname, "../../../docs/protocol.md"), "utf8");

const all = [
  {
    of: "source",
    words: sourceTroubles,
    say: sourceTroubleWords,
    list: /a cap that is reached\.[^:]+Codes: ([^.]+)\./,
  },
  { of: "camera", words: cameraTroubles, say: cameraTroubleWords, list: /Codes of a camera: ([^.]+)\./ },
  { of: "relay", words: relayTroubles, say: relayTroubleWords, list: /Codes of a relay: ([^.]+)\./ },
];

describe.each(all)("what is wrong with a $of", ({ words, say, list }) => {
  beforeEach(() => vi.stubGlobal("document", { documentElement: { lang: "" } }));
  afterEach(() => {
    setLanguage("en");
    vi.unstubAllGlobals();
  });

  it("has words for every code of the protocol, and for no other", () => {
    const codes = list.exec(protocol)?.[1]?.replace(/\([^)]*\)/g, "") ?? "";
    expect([...codes.matchAll(/`(\w+)`/g)].map(([, code]) => code).sort()).toEqual(Object.keys(words.en).sort());
  });

  it.each(Object.entries(words.en))("is said in the reader's language: %s", (code, english) => {
    const wrong = { code, about: "xyz.example", error: "as the log says it" };
    expect(say(wrong)).toBe(english.replaceAll("{{about}}", "xyz.example"));
    setLanguage("cy");
    const welsh = say(wrong) ?? "";
    expect(welsh).toBe((words.cy as Record<string, string>)[code]?.replaceAll("{{about}}", "xyz.example"));
    expect(welsh).not.toBe(english);
    expect(welsh.includes("xyz.example")).toBe(english.includes("{{about}}"));
  });

  it("is said as the server does where this page is older, and not at all where there is none", () => {
    expect(say({ code: "struck", about: null, error: "struck by lightning" })).toBe("struck by lightning");
    expect(say({ code: null, about: null, error: null })).toBeNull();
  });
});
