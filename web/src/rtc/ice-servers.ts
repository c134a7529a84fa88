/** What follows a Link's address: `; rel="ice-server"; username="…"`. */
function parameters(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, quoted, plain] of text.matchAll(/;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^;,\s]*))/g)) {
    if (name !== undefined) found.set(name.toLowerCase(), quoted ?? plain ?? "");
  }
  return found;
}

/** The STUN and TURN servers that a Link header names (RFC 9725 section 4.6); several headers come joined by commas. */
export function iceServersOf(header: string | null): RTCIceServer[] {
  const servers: RTCIceServer[] = [];
  for (const [, uri, rest] of (header ?? "").matchAll(/<([^>]*)>((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^;,\s]*))*)/g)) {
    const found = parameters(rest ?? "");
    if (uri === undefined || found.get("rel") !== "ice-server" || !/^(stun|turn)s?:/.test(uri)) continue;
    const username = found.get("username");
    const credential = found.get("credential");
    servers.push(
      username === undefined || credential === undefined ? { urls: uri } : { urls: uri, username, credential },
    );
  }
  return servers;
}

/** Asks a WHIP or WHEP endpoint for them. None where it cannot be asked: most networks need none. */
export async function askIceServers(endpoint: string, ask: typeof fetch, signal: AbortSignal): Promise<RTCIceServer[]> {
  try {
    const response = await ask(endpoint, { method: "OPTIONS", credentials: "same-origin", signal });
    return response.ok ? iceServersOf(response.headers.get("Link")) : [];
  } catch {
    return [];
  }
}
