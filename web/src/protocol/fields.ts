import type { Instant } from "./time";

/** Why a frame could not be read; the path to the member. */
export class Malformed extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

// Readers of one member each. A member that is null counts as absent.

export function fields(value: unknown, path: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Malformed(`${path}: no object`);
  return value as Fields;
}

export function has(from: Fields, name: string): boolean {
  return Object.hasOwn(from, name) && from[name] !== null && from[name] !== undefined;
}

export function text(from: Fields, name: string): string {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (typeof value !== "string") throw new Malformed(`${name}: no string`);
  return value;
}

export function textOrNull(from: Fields, name: string): string | null {
  return has(from, name) ? text(from, name) : null;
}

export function number(from: Fields, name: string): number {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Malformed(`${name}: no number`);
  return value;
}

export function numberOr(from: Fields, name: string, otherwise: number): number {
  return has(from, name) ? number(from, name) : otherwise;
}

export function count(from: Fields, name: string): number {
  const value = number(from, name);
  if (!Number.isSafeInteger(value) || value < 0) throw new Malformed(`${name}: no count`);
  return value;
}

export function countOrNull(from: Fields, name: string): number | null {
  return has(from, name) ? count(from, name) : null;
}

export function flag(from: Fields, name: string): boolean {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (typeof value !== "boolean") throw new Malformed(`${name}: no boolean`);
  return value;
}

export function instant(from: Fields, name: string): Instant {
  const value = Date.parse(text(from, name));
  if (Number.isNaN(value)) throw new Malformed(`${name}: no time`);
  return value;
}

export function instantOrNull(from: Fields, name: string): Instant | null {
  return has(from, name) ? instant(from, name) : null;
}

export function list(from: Fields, name: string): readonly unknown[] {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (!Array.isArray(value)) throw new Malformed(`${name}: no array`);
  return value;
}

export function texts(from: Fields, name: string): string[] {
  return list(from, name).map((value) => {
    if (typeof value !== "string") throw new Malformed(`${name}[]: no string`);
    return value;
  });
}

export function oneOf<Word extends string>(from: Fields, name: string, words: readonly Word[]): Word {
  const value = text(from, name);
  const known = words.find((word) => word === value);
  if (known === undefined) throw new Malformed(`${name}: not known: ${value.slice(0, 40)}`);
  return known;
}

/** One of `words`; `otherwise` also for a word that this page does not know. */
export function oneOfOr<Word extends string>(
  from: Fields,
  name: string,
  words: readonly Word[],
  otherwise: Word,
): Word {
  return words.find((word) => word === from[name]) ?? otherwise;
}

/** A list that may be absent. */
export function listOrNone(from: Fields, name: string): readonly unknown[] {
  return has(from, name) ? list(from, name) : [];
}

export function textsOrNone(from: Fields, name: string): string[] {
  return has(from, name) ? texts(from, name) : [];
}

/** A path under a meeting of this server: people hand it on and trust where it leads. */
export function meetingPathOrNull(from: Fields, name: string): string | null {
  const path = textOrNull(from, name);
  return path !== null && path.startsWith("/m/") ? path : null;
}

/** An address that leads to a web page, or a path of this server; null for any other, as `javascript:`. */
export function linkOrNull(from: Fields, name: string): string | null {
  const value = textOrNull(from, name);
  return value !== null && /^(https?:\/\/|\/(?!\/))/i.test(value) ? value : null;
}
