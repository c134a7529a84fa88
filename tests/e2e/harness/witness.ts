// Looks at every picture that a page's player presents and listens to all of its sound, so that nothing between two looks
// of a test can slip through.
import type { Page } from "playwright-core";

/** What came since it was last asked. */
export interface Testimony {
  frames: number;
  /** Of those, how many were mostly of this colour. */
  red: number;
  green: number;
  blue: number;
  /** The loudest 50 ms, dBFS. */
  loudest: number;
}

interface Account extends Testimony {
  player: HTMLVideoElement;
}

/** Begins with the page's player as it is now. */
export async function beginToWatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const player = document.querySelector("video");
    if (player === null) throw new Error("no player on the page");
    const account: Account = { player, frames: 0, red: 0, green: 0, blue: 0, loudest: -200 };
    Object.assign(globalThis, { account });
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 8;
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    const look = (): void => {
      context.drawImage(player, 0, 0, 8, 8);
      const { data } = context.getImageData(0, 0, 8, 8);
      const mean = [0, 1, 2].map((colour) => data.reduce((sum, value, i) => (i % 4 === colour ? sum + value / 64 : sum), 0));
      account.frames += 1;
      (["red", "green", "blue"] as const).forEach((colour, at) => {
        const others = mean.filter((_, each) => each !== at);
        if (mean[at]! > 120 && others.every((other) => other < 90)) account[colour] += 1;
      });
      player.requestVideoFrameCallback(look);
    };
    player.requestVideoFrameCallback(look);

    const sound = new AudioContext();
    const ear = sound.createAnalyser();
    ear.fftSize = 4096; // 85 ms at 48 kHz, looked at every 50: no gaps.
    const samples = new Float32Array(ear.fftSize);
    const { captureStream } = player as HTMLVideoElement & { captureStream: () => MediaStream };
    const stream = player.srcObject instanceof MediaStream ? player.srcObject : captureStream.call(player);
    sound.createMediaStreamSource(stream).connect(ear);
    setInterval(() => {
      ear.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
      account.loudest = Math.max(account.loudest, 10 * Math.log10(power + 1e-20));
    }, 50);
  });
}

/** What was seen and heard since the last time; `forget` begins anew. */
export async function testimony(page: Page, forget = true): Promise<Testimony> {
  return page.evaluate((forget) => {
    const { account } = globalThis as unknown as { account: Account };
    const { player: _player, ...told } = account;
    if (forget) Object.assign(account, { frames: 0, red: 0, green: 0, blue: 0, loudest: -200 });
    return told;
  }, forget);
}

/** Waits until what came since the last `testimony` satisfies the condition. */
export async function untilWitnessed(page: Page, what: string, is: (told: Testimony) => boolean): Promise<Testimony> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const told = await testimony(page, false);
    if (is(told)) return told;
    if (Date.now() > deadline) throw new Error(`never came: ${what}; last ${JSON.stringify(told)}`);
    await page.evaluate(() => new Promise((again) => setTimeout(again, 100)));
  }
}
