import { describe, expect, it } from "vitest";
import { preferred } from "../../src/whip/codecs";
import { trickleFragment, withOpusFec } from "../../src/whip/sdp";
import { retryAfter } from "../../src/whip/session";

describe("a trickle fragment", () => {
  const offer =
    "v=0\r\na=group:BUNDLE 0 1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:u\r\na=ice-pwd:p\r\n" +
    "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n";

  it("names the bundle, the first section, the credentials and the candidates", () => {
    const body = trickleFragment(
      offer,
      [{ candidate: "candidate:1 1 udp 1 192.0.2.1 5000 typ host", sdpMid: "0" }],
      false,
    );
    expect(body).toBe(
      "a=group:BUNDLE 0 1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:u\r\na=ice-pwd:p\r\n" +
        "a=candidate:1 1 udp 1 192.0.2.1 5000 typ host\r\n",
    );
  });

  it("says when no more come", () => {
    expect(trickleFragment(offer, [], true)).toMatch(/a=end-of-candidates\r\n$/);
  });
});

describe("an answer", () => {
  it("is made to ask for Opus error correction", () => {
    const answer = withOpusFec("v=0\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=0\r\n");
    expect(answer).toContain("a=fmtp:111 minptime=10;useinbandfec=1\r\n");
  });

  it("gets the line when it has none", () => {
    expect(withOpusFec("a=rtpmap:96 OPUS/48000/2\r\na=sendonly\r\n")).toBe(
      "a=rtpmap:96 OPUS/48000/2\r\na=fmtp:96 useinbandfec=1\r\na=sendonly\r\n",
    );
  });

  it("without Opus is left alone", () => {
    expect(withOpusFec("v=0\r\n")).toBe("v=0\r\n");
  });
});

describe("the codecs offered", () => {
  const names = (list: { mimeType: string; sdpFmtpLine?: string }[]): string[] =>
    preferred(list).map((codec) => `${codec.mimeType} ${codec.sdpFmtpLine ?? ""}`.trim());

  it("begin with constrained-baseline H.264, then VP8, and leave out what the server cannot read", () => {
    expect(
      names([
        { mimeType: "video/VP8" },
        { mimeType: "video/rtx" },
        { mimeType: "video/AV1" },
        { mimeType: "video/H264", sdpFmtpLine: "packetization-mode=0;profile-level-id=42e01f" },
        { mimeType: "video/H264", sdpFmtpLine: "packetization-mode=1;profile-level-id=4d001f" },
        { mimeType: "video/H264", sdpFmtpLine: "packetization-mode=1;profile-level-id=42e01f" },
      ]),
    ).toEqual([
      "video/H264 packetization-mode=1;profile-level-id=42e01f",
      "video/H264 packetization-mode=1;profile-level-id=4d001f",
      "video/H264 packetization-mode=0;profile-level-id=42e01f",
      "video/VP8",
      "video/rtx",
    ]);
  });

  it("are the browser's own when it has neither", () => {
    expect(names([{ mimeType: "video/AV1" }, { mimeType: "video/rtx" }])).toEqual([]);
  });
});

describe("Retry-After", () => {
  it("is read as seconds or as a date, and ignored when it is neither", () => {
    expect(retryAfter("3", 0)).toBe(3000);
    expect(retryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 4000)).toBe(6000);
    expect(retryAfter("soon", 0)).toBeNull();
    expect(retryAfter(null, 0)).toBeNull();
  });
});
