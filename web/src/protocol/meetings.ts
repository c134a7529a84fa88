import type { AirState, Instant, Phase } from "./messages";

/** One of `GET /api/v1/meetings`: docs/protocol.md section 3. */
export interface Listed {
  readonly slug: string;
  readonly title: string;
  readonly starts: Instant | null;
  readonly phase: Phase;
  readonly air: AirState;
  readonly watching: number;
}

/** A meeting's links as the server gives them, each a full address. */
export interface MeetingLinks {
  readonly slug: string;
  readonly title: string;
  readonly links: Readonly<Record<"watch" | "camera" | "chair" | "clerk" | "captioner" | "room", string>>;
}

const phases: readonly string[] = ["planned", "live", "ended"] satisfies Phase[];
const airs: readonly string[] = ["none", "live", "lost", "off"] satisfies AirState[];

/** Reads the list; entries that make no sense are left out. Null where it is no list at all. */
export function readMeetings(value: unknown): Listed[] | null {
  return Array.isArray(value) ? value.flatMap((each: unknown) => listed(each) ?? []) : null;
}

/** Null where something is missing, or a link does not lead to a web page. */
export function readLinks(value: unknown): MeetingLinks | null {
  if (!isFields(value) || !isFields(value["links"])) return null;
  const { slug, title } = value;
  const { watch, camera, chair, clerk, captioner, room } = value["links"];
  if (typeof slug !== "string" || typeof title !== "string") return null;
  if (!isLink(watch) || !isLink(camera) || !isLink(chair) || !isLink(clerk)) return null;
  if (!isLink(captioner) || !isLink(room)) return null;
  return { slug, title, links: { watch, camera, chair, clerk, captioner, room } };
}

function listed(value: unknown): Listed | null {
  if (!isFields(value)) return null;
  const { slug, title, phase } = value;
  if (typeof slug !== "string" || typeof title !== "string") return null;
  if (typeof phase !== "string" || !phases.includes(phase)) return null;
  // `air` is the state, or the whole of section 2.2.
  const air = isFields(value["air"]) ? value["air"]["state"] : value["air"];
  const starts = typeof value["starts"] === "string" ? Date.parse(value["starts"]) : NaN;
  return {
    slug,
    title,
    phase: phase as Phase,
    starts: Number.isNaN(starts) ? null : starts,
    air: typeof air === "string" && airs.includes(air) ? (air as AirState) : "none",
    watching: typeof value["watching"] === "number" ? value["watching"] : 0,
  };
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLink(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\//.test(value);
}
