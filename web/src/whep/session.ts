import { gathered } from "../rtc/gathering";
import { deleteSession, postOffer, sessionAddress } from "../rtc/http-session";
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
  | "getStats"
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
  /** Bytes that came over the network so far. */
  received(): Promise<number>;
  close(): void;
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
    if (url !== null) deleteSession(url, deps.fetch);
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
    await gathered(peer, kGatherFor, signal);
    const offer = peer.localDescription?.sdp ?? "";
    const response = await postOffer(endpoint, offer, deps.fetch, signal);
    if (response.status === 201) {
      url = sessionAddress(response, endpoint);
      await peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
      if (!signal.aborted) return { stream, received: () => received(peer), close };
    }
  } catch {
    // As for a refusal: whoever asked has another way to play.
  }
  close();
  return null;
}

async function received(peer: ViewingPeer): Promise<number> {
  let bytes = 0;
  (await peer.getStats()).forEach((entry: Record<string, unknown>) => {
    // The transport counts all of it, the lost and repeated packets' too.
    if (entry["type"] === "transport") bytes += Number(entry["bytesReceived"] ?? 0);
  });
  return bytes;
}
