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
