import type { Top } from "../protocol/messages";
import { Malformed, readSnapshot } from "../protocol/read";
import { readLinks, readMeetings, type Listed, type MeetingLinks } from "../protocol/meetings";

/** The list of meetings; null where it cannot be had. */
export async function fetchMeetings(signal: AbortSignal): Promise<Listed[] | null> {
  try {
    const answer = await fetch("/api/v1/meetings", { signal, headers: { accept: "application/json" } });
    return answer.ok ? readMeetings(await answer.json()) : null;
  } catch {
    return null;
  }
}

export interface NewMeeting {
  readonly title: string;
  /** RFC 3339; left out where it is not known yet. */
  readonly starts?: string;
  readonly hashtags?: readonly string[];
}

export type Made =
  | { readonly kind: "made"; readonly meeting: MeetingLinks }
  /** `why` is the server's own sentence, or empty. */
  | { readonly kind: "refused"; readonly why: string };

/** Makes a meeting, as officer. */
export async function makeMeeting(meeting: NewMeeting): Promise<Made> {
  try {
    const answer = await fetch("/api/v1/meetings", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(meeting),
    });
    const body = (await answer.json()) as unknown;
    const made = answer.ok ? readLinks(body) : null;
    if (made) return { kind: "made", meeting: made };
    const why = typeof body === "object" && body !== null && "message" in body ? body.message : "";
    return { kind: "refused", why: typeof why === "string" ? why : "" };
  } catch {
    return { kind: "refused", why: "" };
  }
}

export type Links =
  | { readonly kind: "links"; readonly meeting: MeetingLinks }
  /** Not for this browser: it holds no clerk's link. */
  | { readonly kind: "refused" }
  | { readonly kind: "unreachable" };

/** A meeting's links, as clerk. */
export async function fetchLinks(slug: string, signal: AbortSignal): Promise<Links> {
  try {
    const answer = await fetch(`/api/v1/meetings/${encodeURIComponent(slug)}/links`, { signal });
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) return { kind: "refused" };
    const meeting = answer.ok ? readLinks(await answer.json()) : null;
    return meeting ? { kind: "links", meeting } : { kind: "unreachable" };
  } catch {
    return { kind: "unreachable" };
  }
}

/** Title, time and hashtags of a meeting as anybody may see them; null where they cannot be had. */
export async function fetchTop(slug: string, signal: AbortSignal): Promise<Top | null> {
  try {
    const answer = await fetch(`/api/v1/meetings/${encodeURIComponent(slug)}`, { signal });
    const body = (answer.ok ? await answer.json() : null) as unknown;
    const state = typeof body === "object" && body !== null && "state" in body ? readSnapshot(body.state) : null;
    return state === null || state instanceof Malformed ? null : state.top;
  } catch {
    return null;
  }
}
