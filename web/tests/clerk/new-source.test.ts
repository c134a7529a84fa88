import { describe, expect, it } from "vitest";
import { missing, newSource, serverOf, type SourceDraft } from "../../src/pages/clerk/new-source";
import { wordsOf } from "../../src/pages/clerk/rules-dialog";

const draft = (change: Partial<SourceDraft>): SourceDraft => ({
  kind: "mastodon",
  label: "",
  server: "",
  address: "",
  hashtags: "",
  token: "",
  ...change,
});

describe("a new source", () => {
  it("says what its kind cannot do without", () => {
    expect([...missing(draft({}))]).toEqual([
      ["server", "needServer"],
      ["hashtags", "needHashtag"],
    ]);
    expect([...missing(draft({ kind: "x", hashtags: "Billesley" }))]).toEqual([["token", "needToken"]]);
    expect([...missing(draft({ kind: "feed", address: "javascript:alert(1)" }))]).toEqual([["address", "needAddress"]]);
    expect([...missing(draft({ kind: "hook" }))]).toEqual([]);
  });

  it("sends only what its kind has", () => {
    const full = {
      label: "a",
      server: "https://mastodon.wales/",
      address: "https://a.example/feed",
      hashtags: "#One two",
    };
    expect(newSource(draft({ ...full, token: " t " }))).toEqual({
      kind: "mastodon",
      server: "https://mastodon.wales",
      hashtags: ["One", "two"],
      token: "t",
    });
    expect(newSource(draft({ ...full, kind: "feed" }))).toEqual({ kind: "feed", address: "https://a.example/feed" });
    expect(newSource(draft({ kind: "hook" }))).toEqual({ kind: "hook" });
  });

  it("finds the server in what was pasted", () => {
    expect(serverOf(" mastodon.wales ")).toBe("mastodon.wales");
    expect(serverOf("@ann@mastodon.wales")).toBe("mastodon.wales");
  });
});

describe("lists of words", () => {
  it("are lines with something in them, each once", () => {
    expect(wordsOf(" useless \n\nidiot\nuseless")).toEqual(["useless", "idiot"]);
  });
});
