// Watches a meeting whose camera is bench_camera, in a real browser, and measures two things: from pressing play to the
// first picture, and how old the pictures are when they appear. The clock in the picture is read from the decoded
// frames; tests/bench/clock_picture.h says how it is drawn. scripts/bench runs it; one JSON object on standard output.
//
//   node watch.ts LINK SECONDS VISITS [usual|shortest]
//
// VISITS times a new visitor comes and presses play; the last one stays for SECONDS. "shortest" is by WebRTC, and a
// visitor who does not get it so is a failure.
import type { Page } from "playwright-core";
import { comes, openBrowser } from "../harness/people.ts";

const [link, seconds, visits, way] = process.argv.slice(2);
if (link === undefined) throw new Error("usage: node watch.ts LINK SECONDS VISITS");

/** Notes for each picture that is shown when it was made and when it was shown (milliseconds; made: modulo 2^24). */
function watchPictures(): void {
  interface Shown {
    at: number;
    made: number | undefined;
  }
  const bits = 24;
  const cell = 4; // Pixels of the canvas for a block of the picture.
  const shown: Shown[] = [];
  Object.assign(globalThis, { shown });
  const canvas = document.createElement("canvas");
  canvas.width = bits * cell;
  canvas.height = 2 * cell;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const read = (video: HTMLVideoElement): number | undefined => {
    if (context === null) return undefined;
    const [width, height] = [(video.videoWidth * 960) / 1280, (video.videoHeight * 80) / 720];
    context.drawImage(video, 0, 0, width, height, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const light = (bit: number, row: number) => data[4 * ((row * cell + cell / 2) * canvas.width + bit * cell + cell / 2)]! > 127;
    let made = 0;
    for (let bit = 0; bit < bits; bit++) {
      if (light(bit, 0) === light(bit, 1)) return undefined; // The slate, or a frame too poor to read.
      made = made * 2 + (light(bit, 0) ? 1 : 0);
    }
    return made;
  };
  const follow = (video: HTMLVideoElement) => {
    const look = () => {
      shown.push({ at: performance.timeOrigin + performance.now(), made: read(video) });
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  };
  const followed = new WeakSet<HTMLVideoElement>();
  const find = () => {
    const video = document.querySelector("video");
    if (video !== null && !followed.has(video)) {
      followed.add(video);
      follow(video);
    }
  };
  new MutationObserver(find).observe(document, { childList: true, subtree: true });
}

interface Shown {
  at: number;
  made?: number;
}
const shownIn = (page: Page) => page.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown);

/** How long the camera's clock stood still at most, as seen (milliseconds). */
function longestStandstill(shown: Shown[]): number {
  let longest = 0;
  let moved: Shown | undefined;
  for (const picture of shown) {
    if (picture.made === undefined || picture.made === moved?.made) continue;
    if (moved !== undefined) longest = Math.max(longest, picture.at - moved.at);
    moved = picture;
  }
  return Math.round(longest);
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN);
}

const browser = await openBrowser();
const starts: number[] = [];
let delays: number[] = [];
let unread = 0;
let standstill = 0;
let spoilt = 0;
for (let visit = 1; visit <= Number(visits); visit++) {
  const { page, context } = await comes(browser, link, "phone");
  if (way === "shortest") {
    await page.evaluate(() => localStorage.setItem("wardcast:shortest", "yes"));
    await page.reload();
  }
  await page.evaluate(watchPictures);
  const play = page.getByRole("button", { name: "Watch live" });
  await play.waitFor();
  const pressed = await play.evaluate((button: HTMLElement) => {
    button.click();
    return performance.timeOrigin + performance.now();
  });
  await page.waitForFunction(() => (globalThis as unknown as { shown: unknown[] }).shown.length > 0, undefined, { polling: 20 });
  starts.push((await shownIn(page))[0]!.at - pressed);
  const byWebRtc = await page.evaluate(() => document.querySelector("video")?.srcObject !== null);
  if (byWebRtc !== (way === "shortest")) throw new Error(`the picture did not come the ${way ?? "usual"} way`);
  if (visit === Number(visits)) {
    await page.waitForTimeout(Number(seconds) * 1000);
    const shown = await shownIn(page);
    standstill = longestStandstill(shown);
    unread = shown.filter(({ made }) => made === undefined).length;
    delays = shown.flatMap(({ at, made }) => (made === undefined ? [] : [(Math.round(at) - made) & 0xffffff]));
    spoilt = await page.evaluate(() => document.querySelector("video")?.getVideoPlaybackQuality().droppedVideoFrames ?? 0);
  }
  await context.close();
}
await browser.close();
console.log(
  JSON.stringify({
    first_picture_median_ms: percentile(starts, 0.5),
    first_picture_max_ms: Math.round(Math.max(...starts)),
    pictures: delays.length,
    unread,
    dropped: spoilt,
    glass_p50_ms: percentile(delays, 0.5),
    glass_p95_ms: percentile(delays, 0.95),
    glass_max_ms: Math.max(...delays),
    standstill_max_ms: standstill,
  }),
);
