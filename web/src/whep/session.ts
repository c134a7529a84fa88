import { askIceServers } from "../rtc/ice-servers";

/** What of `RTCPeerConnection` a session uses; tests hand in a small fake. */
export type ViewingPeer = Pick<
  RTCPeerConnection,
  | "addTransceiver"
  | "createOffer"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "localDescription"
  | "iceGatheringState"
  | "connectionState"
  | "close"
  | "addEventListener"
>;

export interface ViewingDeps {
  fetch: typeof fetch;
  peer: (servers: RTCIceServer[]) => ViewingPeer;
}

const kGatherFor = 400; // ms. The server finds us by itself where it can reach us; a relay's candidate comes in time.

/** The programme with the shortest delay (WHEP). Ends with `close`; nothing reconnects it. */
export interface Viewing {
  readonly stream: MediaStream;
  close(): void;
}

function gathered(peer: ViewingPeer, signal: AbortSignal): Promise<void> {
  if (peer.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, kGatherFor);
    function done(): void {
      clearTimeout(timer);
      resolve();
    }
    const look = (): void => {
      if (peer.iceGatheringState === "complete") done();
    };
    peer.addEventListener("icegatheringstatechange", look, { signal });
    signal.addEventListener("abort", done, { once: true });
  });
}

/**
 * Opens a session at a WHEP endpoint. Null where the server has no place or no programme, where nothing gets through, or
 * when `signal` is aborted. `onLost` is called once when an open session dies.
 */
export async function openViewing(
  endpoint: string,
  deps: ViewingDeps,
  signal: AbortSignal,
  onLost: () => void,
): Promise<Viewing | null> {
  const peer = deps.peer(await askIceServers(endpoint, deps.fetch, signal));
  const gone = new AbortController();
  let url: string | null = null;
  const close = (): void => {
    if (gone.signal.aborted) return;
    gone.abort();
    peer.close();
    // Nobody waits for the answer: without it, the server notices within seconds.
    if (url !== null) deps.fetch(url, { method: "DELETE", keepalive: true }).catch(() => undefined);
  };
  signal.addEventListener("abort", close, { once: true, signal: gone.signal });
  try {
    const stream = new MediaStream();
    peer.addEventListener("track", ({ track }) => stream.addTrack(track), { signal: gone.signal });
    peer.addEventListener(
      "connectionstatechange",
      () => {
        if (peer.connectionState === "failed" || peer.connectionState === "closed") onLost();
      },
      { signal: gone.signal },
    );
    peer.addTransceiver("audio", { direction: "recvonly" });
    peer.addTransceiver("video", { direction: "recvonly" });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered(peer, signal);
    const response = await deps.fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sdp" },
      body: peer.localDescription?.sdp ?? "",
      credentials: "same-origin",
      signal,
    });
    if (response.status === 201) {
      url = new URL(response.headers.get("Location") ?? "", response.url || endpoint).href;
      await peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
      if (!signal.aborted) return { stream, close };
    }
  } catch {
    // As for a refusal: whoever asked has another way to play.
  }
  close();
  return null;
}
