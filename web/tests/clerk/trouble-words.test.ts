import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n/words";
import { troubles, troubleWords } from "../../src/pages/clerk/trouble-words";
import type { SourceHealth } from "../../src/protocol/messages";

const health = (code: string | null, about: string | null, error: string | null): SourceHealth => ({
  type: "source",
  source: "src_1",
  state: "trouble",
  last_post_at: null,
  error,
  code,
  about,
  next_try_at: null,
  taken: 0,
});

describe("a source's trouble", () => {
  beforeEach(() => vi.stubGlobal("document", { documentElement: { lang: "" } }));
  afterEach(() => {
    setLanguage("en");
    vi.unstubAllGlobals();
  });

  it("has words for every code of the protocol, and for no other", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/protocol.md"), "utf8");
    const list = /a cap that is reached\.[^:]+Codes: ([^.]+)\./.exec(page)?.[1] ?? "";
    expect([...list.matchAll(/`(\w+)`/g)].map(([, code]) => code).sort()).toEqual(Object.keys(troubles.en).sort());
  });

  it("is said in the reader's language, with the host that it is about", () => {
    const away = health("unreachable", "toot.wales", "nobody answers at toot.wales:443");
    expect(troubleWords(away)).toBe("Nobody answers at toot.wales.");
    setLanguage("cy");
    expect(troubleWords(away)).toBe("Nid oes neb yn ateb yn toot.wales.");
  });

  it("is said as the server does where this page is older, and not at all where there is none", () => {
    expect(troubleWords(health("struck_by_lightning", null, "struck by lightning"))).toBe("struck by lightning");
    expect(troubleWords(health(null, null, null))).toBeNull();
  });
});
