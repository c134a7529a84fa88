// What a viewer's player really shows and plays, measured in the page.
import type { Page } from "playwright-core";

export interface Playing {
  frames: number;
  time: number;
  /** Mean colour of the picture, each 0 to 255. */
  red: number;
  green: number;
  blue: number;
  /** Bytes of sound decoded so far. */
  sound: number;
}

export async function playing(page: Page): Promise<Playing> {
  return page.evaluate(() => {
    const video = document.querySelector("video");
    if (video === null) throw new Error("no player on the page");
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 16;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.drawImage(video, 0, 0, 16, 16);
    const { data } = context.getImageData(0, 0, 16, 16);
    const mean = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) mean[c]! += data[i + c]! / 256;
    return {
      frames: video.getVideoPlaybackQuality().totalVideoFrames,
      time: video.currentTime,
      red: mean[0]!,
      green: mean[1]!,
      blue: mean[2]!,
      sound: (video as HTMLVideoElement & { webkitAudioDecodedByteCount: number }).webkitAudioDecodedByteCount,
    };
  });
}

/** Waits until the player satisfies the condition; the last measurement stands in the error. */
export async function untilPlaying(page: Page, what: string, condition: (now: Playing) => boolean): Promise<Playing> {
  const deadline = Date.now() + 30_000;
  let last: Playing | undefined;
  await page.locator("video").first().waitFor({ state: "attached" }); // A page that was just opened has none yet.
  while (Date.now() < deadline) {
    last = await playing(page);
    if (condition(last)) return last;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  throw new Error(`the player never came to this: ${what}; last ${JSON.stringify(last)}`);
}
