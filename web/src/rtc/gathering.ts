/** Resolves when all ICE candidates are known, after `patience` milliseconds, or when aborted. */
export function gathered(
  peer: Pick<RTCPeerConnection, "iceGatheringState" | "addEventListener">,
  patience: number,
  signal: AbortSignal,
): Promise<void> {
  if (peer.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, patience);
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
