import { openViewing, type Viewing } from "../whep/session";
import type { DataUse } from "./data-use";
import type { Engine } from "./engine";

/** Milliseconds between two counts of what came. */
const kCount = 1_000;

/** Plays by WebRTC. Null when the server has no place or no programme, or nothing came within `patience` milliseconds. */
export async function openShortest(
  video: HTMLMediaElement,
  endpoint: string,
  options: { patience: number; data: DataUse; signal: AbortSignal; onFail: () => void },
): Promise<Engine | null> {
  if (typeof RTCPeerConnection === "undefined") return null;
  const limit = new AbortController();
  const late = setTimeout(() => limit.abort(), options.patience);
  const deps = {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    peer: (iceServers: RTCIceServer[]) => new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers }),
  };
  const viewing = await openViewing(endpoint, deps, limit.signal, options.onFail);
  clearTimeout(late);
  if (viewing === null) return null;
  const stopCounting = countInto(options.data, viewing);
  const close = (): void => {
    stopCounting();
    viewing.close();
    video.srcObject = null;
  };
  options.signal.addEventListener("abort", close, { once: true });
  video.srcObject = viewing.stream;
  return {
    shortest: true,
    toTime: () => false, // There is no past in it.
    shown: () => null, // WebRTC carries no time of day.
    toLive: () => undefined, // It never leaves it.
    choose: () => undefined, // There is one size.
    caption: () => undefined, // Nor are there words in it.
    close,
  };
}

/** Counts what the connection receives, until the returned function is called. */
function countInto(data: DataUse, viewing: Viewing): () => void {
  let before = 0;
  const count = async (): Promise<void> => {
    const bytes = await viewing.received();
    data.add(bytes - before);
    before = bytes;
  };
  const timer = setInterval(() => void count().catch(() => undefined), kCount);
  return () => clearInterval(timer);
}
