// A session as WHIP (RFC 9725) and WHEP have it over HTTP: a POST of the offer begins it, a DELETE of its address ends it.

/** Posts the offer; 201 carries the answer. */
export function postOffer(endpoint: string, offer: string, ask: typeof fetch, signal: AbortSignal): Promise<Response> {
  return ask(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/sdp" },
    body: offer,
    credentials: "same-origin",
    signal,
  });
}

/** The address of the session that the answer to `endpoint` began. */
export function sessionAddress(answer: Response, endpoint: string): string {
  return new URL(answer.headers.get("Location") ?? "", answer.url || endpoint).href;
}

/** Ends it. Outlives the page, and nobody waits for the answer: without it, the server notices within seconds. */
export function deleteSession(address: string, ask: typeof fetch): void {
  ask(address, { method: "DELETE", credentials: "same-origin", keepalive: true }).catch(() => undefined);
}
