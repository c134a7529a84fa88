import { describe, expect, it } from "vitest";
import { offerOf } from "../../src/media/rungs";

const playlist = `#EXTM3U
#EXT-X-VERSION:9
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Programme",URI="audio.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1700000,AVERAGE-BANDWIDTH=1200000,CODECS="avc1.4d401f,mp4a.40.2",RESOLUTION=854x480
480p.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=3000000,CODECS="avc1.4d401f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=30.000
720p.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=56000,AVERAGE-BANDWIDTH=50000,CODECS="mp4a.40.2",AUDIO="sound"
audio.m3u8
`;

describe("what there is to choose from", () => {
  it("is each size with what it usually costs, the best first, and sound alone", () => {
    expect(offerOf(playlist)).toEqual({
      rungs: [
        { height: 720, bytesAnHour: 1_350_000_000 },
        { height: 480, bytesAnHour: 540_000_000 },
      ],
      soundBytesAnHour: 22_500_000,
    });
  });

  it("is nothing in what is no multivariant playlist", () => {
    expect(offerOf("<!doctype html>")).toEqual({ rungs: [], soundBytesAnHour: null });
  });
});
