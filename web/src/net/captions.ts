import { caption, type Caption } from "../protocol/caption";

/** Everything that was taken down of a meeting (docs/protocol.md section 6); null where that cannot be had. */
export async function fetchCaptions(slug: string, signal: AbortSignal): Promise<readonly Caption[] | null> {
  try {
    const answer = await fetch(`/api/v1/meetings/${encodeURIComponent(slug)}/captions`, { signal });
    if (!answer.ok) return null;
    const body = (await answer.json()) as unknown;
    const list = typeof body === "object" && body !== null && "captions" in body ? body.captions : null;
    return Array.isArray(list) ? list.map(caption) : null;
  } catch {
    return null;
  }
}
