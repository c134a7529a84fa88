/** A codec as `RTCRtpSender.getCapabilities` lists it. */
export interface Codec {
  mimeType: string;
  sdpFmtpLine?: string;
}

/** Lower is tried first; null is not offered at all. */
function rank(codec: Codec): number | null {
  const fmtp = codec.sdpFmtpLine ?? "";
  switch (codec.mimeType.toLowerCase()) {
    case "video/h264":
      // Constrained baseline in whole frames is what every phone encodes in hardware.
      if (!/packetization-mode=1/.test(fmtp)) return 2;
      return /profile-level-id=42e0/i.test(fmtp) ? 0 : 1;
    case "video/vp8":
      return 3;
    case "video/rtx":
    case "video/red":
    case "video/ulpfec":
      return 4;
    default:
      return null;
  }
}

/**
 * The codecs to offer, in order: H.264 first, since a phone encodes it without growing warm, then VP8; helpers for
 * retransmission stay. Empty when the browser has neither: then nothing is to be preferred.
 */
export function preferred<T extends Codec>(available: readonly T[]): T[] {
  const ranked = available.flatMap((codec) => {
    const place = rank(codec);
    return place === null ? [] : [{ codec, place }];
  });
  if (!ranked.some(({ place }) => place < 4)) return [];
  return ranked.sort((a, b) => a.place - b.place).map(({ codec }) => codec);
}
