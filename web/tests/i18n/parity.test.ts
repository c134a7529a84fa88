import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tagOf, type Language, type Wording } from "../../src/i18n/words";

// Every file under src that ends in words.ts, and the shared words, exports wordings.
const source = join(import.meta.dirname, "../../src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => /-words\.ts$/.test(file) || file === join("i18n", "shared.ts"),
);
const wordings = await Promise.all(
  files.map(async (file) => {
    const exported = Object.values((await import(join(source, file))) as Record<string, Wording>);
    return { file, wording: exported.find((each) => typeof each === "object" && "cy" in each) };
  }),
);

const ending = /_(zero|one|two|few|many|other)$/;
const stem = (key: string) => key.replace(ending, "");

function missing(words: Readonly<Record<string, string>>, wanted: string, language: Language): string[] {
  if (wanted in words) return [];
  return new Intl.PluralRules(tagOf(language))
    .resolvedOptions()
    .pluralCategories.map((category) => `${wanted}_${category}`)
    .filter((key) => !(key in words));
}

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

describe.each(wordings)("$file", ({ file, wording }) => {
  it("exports words", () => expect(wording).toBeDefined());
  if (!wording) return;
  const stems = new Set([...Object.keys(wording.en), ...Object.keys(wording.cy)].map(stem));

  it.each(["en", "cy"] as const)("has every key in %s, with every plural form that it counts in", (language) => {
    expect([...stems].flatMap((key) => missing(wording[language], key, language))).toEqual([]);
  });

  it("says nothing with an empty string", () => {
    expect(
      [...Object.entries(wording.en), ...Object.entries(wording.cy)].filter(([, text]) => text.trim() === ""),
    ).toEqual([]);
  });

  it("names only values that the other language knows too", () => {
    const known = (language: Language, key: string) =>
      new Set(
        Object.entries(wording[language])
          .filter(([each]) => stem(each) === key)
          .flatMap(([, text]) => [...placeholders(text), "count"]),
      );
    for (const key of stems) {
      expect([...known("cy", key)].sort(), `${file}: ${key}`).toEqual([...known("en", key)].sort());
    }
  });
});

describe("the pages' code", () => {
  it("says no words from outside a wording", () => {
    const loud = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .flatMap((file) =>
        [...readFileSync(join(source, file), "utf8").matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)[^<>{}]*</g)].map(
          ([, words]) => `${file}: ${words}`,
        ),
      );
    expect(loud).toEqual([]);
  });
});
