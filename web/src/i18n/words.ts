import i18next, { type i18n as I18n } from "i18next";
import { keep, kept } from "../net/keep";
import { shared } from "./shared";

// Words of the pages, in English and Welsh. Each page brings its own; a test fails when a key is missing in either.

export type Language = "en" | "cy";
export const languages: readonly Language[] = ["en", "cy"];

/** What a page is given to say, by key. A key that counts has the endings of Intl.PluralRules: `watching_one`, …. */
export interface Wording<English extends string = string, Welsh extends string = string> {
  readonly en: Readonly<Record<English, string>>;
  readonly cy: Readonly<Record<Welsh, string>>;
}

type Counted = "zero" | "one" | "two" | "few" | "many" | "other";
/** `watching` for `watching_one`. */
type Base<Key extends string> = Key extends `${infer Stem}_${Counted}` ? Stem : Key;

export type Values = Readonly<Record<string, string | number>>;
/** Says a key in the language that is shown. */
export type Say<Key extends string> = (key: Key, values?: Values) => string;
export type KeysOf<W extends Wording> = Base<keyof W["en"] & string>;
export type SharedKey = KeysOf<typeof shared>;

const kName = "wardcast:language";
const i18n: I18n = i18next.createInstance();
const listeners = new Set<() => void>();

void i18n.init({
  lng: firstLanguage(),
  fallbackLng: "en",
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false }, // Words go in as text, never as HTML.
  ns: ["shared"],
  defaultNS: "shared",
  resources: { en: { shared: shared.en }, cy: { shared: shared.cy } },
});

/** Adds a page's words; returns how to say them and the shared ones, in the language shown at that moment. */
export function wording<const W extends Wording>(page: string, words: W): Say<KeysOf<W> | SharedKey> {
  for (const language of languages) i18n.addResourceBundle(language, page, words[language]);
  return (key, values) => spoken(key, values, language(), [page, "shared"]);
}

/** Says a shared word. */
export const say: Say<SharedKey> = (key, values) => spoken(key, values, language(), ["shared"]);

/** Says a key in a language of your choice; for the room, which speaks both in turn. */
export function sayIn<const W extends Wording>(page: string, words: W, which: Language): Say<KeysOf<W> | SharedKey> {
  wording(page, words);
  return (key, values) => spoken(key, values, which, [page, "shared"]);
}

function spoken(key: string, values: Values | undefined, lng: Language, ns: string[]): string {
  const count = values?.["count"];
  // Not every browser knows how Welsh counts (Chromium ships without it): do not leave it to Intl.PluralRules.
  const counted = lng === "cy" && typeof count === "number" ? `${key}_${welshPlural(count)}` : key;
  const known = ns.some((each) => typeof i18n.getResource(lng, each, counted) === "string");
  return i18n.t(known ? counted : key, { ...values, lng, ns });
}

/** The plural categories of Welsh, as the Unicode CLDR has them. */
export function welshPlural(count: number): Counted {
  return ({ 0: "zero", 1: "one", 2: "two", 3: "few", 6: "many" } as const)[count] ?? "other";
}

export function language(): Language {
  return i18n.language === "cy" ? "cy" : "en";
}

/** Shows the other language from now on, in this browser. */
export function setLanguage(next: Language): void {
  keep(kName, next);
  void i18n.changeLanguage(next);
  document.documentElement.lang = tagOf(next);
  for (const listener of listeners) listener();
}

/** Calls back at each change of language, until the returned function is called. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the `lang` attribute and Intl want. */
export function tagOf(which: Language): string {
  return which === "cy" ? "cy" : "en-GB";
}

function firstLanguage(): Language {
  if (typeof location === "undefined") return "en";
  const wanted = new URLSearchParams(location.search).get("lang") ?? kept(kName) ?? navigator.language;
  return wanted.startsWith("cy") ? "cy" : "en";
}
