// A phone that is away for a while: the browser of the camera page is stopped whole, as a phone whose screen is locked or
// that has no network, and goes on later. Measures how long a viewer by HLS sees no picture of the camera beyond that
// time. scripts/bench runs it; one JSON object on standard output.
//
//   node away.ts CAMERA_LINK WATCH_LINK SECONDS…
import { readdir, readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { comes, openBrowser } from "../harness/people.ts";
import { untilPlaying } from "../harness/picture-and-sound.ts";

const [cameraLink, watchLink, ...times] = process.argv.slice(2);
if (cameraLink === undefined || watchLink === undefined)
  throw new Error("usage: node away.ts CAMERA_LINK WATCH_LINK SECONDS…");

const mark = "--phone-that-goes-away"; // Known to no Chromium; by it the processes of this one are found.

/** The processes of the camera's browser. */
async function phone(): Promise<number[]> {
  const parents = new Map<number, number>();
  let first: number | undefined;
  for (const name of (await readdir("/proc")).filter((entry) =>
    /^\d+$/.test(entry),
  )) {
    try {
      const pid = Number(name);
      const stat = await readFile(`/proc/${name}/stat`, "utf8");
      parents.set(
        pid,
        Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]),
      );
      const words = (await readFile(`/proc/${name}/cmdline`, "utf8")).split(
        "\0",
      );
      if (
        words.includes(mark) &&
        !words.some((word) => word.startsWith("--type="))
      )
        first = pid;
    } catch {
      // It has ended meanwhile.
    }
  }
  if (first === undefined) throw new Error("the camera's browser is not there");
  const found = [first];
  for (const pid of found)
    for (const [child, parent] of parents)
      if (parent === pid) found.push(child);
  return found;
}

interface Look {
  at: number;
  camera: boolean;
}

/** Notes when the picture of the camera, which is green in Chromium's fake one, comes and goes. */
function watchForTheCamera(): void {
  const looks: Look[] = [];
  Object.assign(globalThis, { looks });
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const video = document.querySelector("video");
  if (context === null || video === null)
    throw new Error("no player on the page");
  const look = () => {
    context.drawImage(video, 0, 0, 1, 1);
    const [red, green] = context.getImageData(0, 0, 1, 1).data;
    looks.push({
      at: performance.now(),
      camera: green! > 100 && green! > red! + 30,
    });
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
}

/** The longest time without a frame of the camera (milliseconds). */
const longestWithout = (page: Page) =>
  page.evaluate(() => {
    const { looks } = globalThis as unknown as { looks: Look[] };
    const seen = looks.filter(({ camera }) => camera).map(({ at }) => at);
    return Math.round(Math.max(...seen.slice(1).map((at, i) => at - seen[i]!)));
  });

const isCamera = (now: { green: number; red: number }) =>
  now.green > 100 && now.green > now.red + 30;

const figures: Record<string, number> = {};
const homeBrowser = await openBrowser();
const phoneBrowser = await openBrowser(mark);
const camera = await comes(phoneBrowser, cameraLink, "phone");
await camera.page.getByRole("button", { name: "Set up camera" }).click();
await camera.page.getByRole("button", { name: "Go live" }).click();
await camera.page.getByText("LIVE", { exact: true }).waitFor();
const viewer = await comes(homeBrowser, watchLink, "phone");
await viewer.page.getByRole("button", { name: "Watch live" }).click();
const player = await viewer.page.waitForSelector("video");
for (const seconds of times.map(Number)) {
  await untilPlaying(viewer.page, "the camera", isCamera);
  await viewer.page.evaluate(watchForTheCamera);
  await viewer.page.waitForTimeout(3000);
  const pids = await phone();
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  const left = performance.now();
  await viewer.page.waitForTimeout(seconds * 1000);
  for (const pid of pids) process.kill(pid, "SIGCONT");
  const away = performance.now() - left;
  await untilPlaying(viewer.page, "the camera again", isCamera);
  await viewer.page.waitForTimeout(3000);
  figures[`beyond_${seconds}_s_ms`] = Math.round(
    (await longestWithout(viewer.page)) - away,
  );
}
const { away, pauses } = await (
  await fetch(new URL(`/api/v1/meetings/bench/recording`, watchLink))
).json();
figures["marks_in_the_recording"] = away.length;
figures["breaks_of_the_recording"] = pauses.length;
figures["players_made_anew"] = (await player.evaluate(
  (video) => video.isConnected,
))
  ? 0
  : 1;
await phoneBrowser.close();
await homeBrowser.close();
console.log(JSON.stringify(figures));
