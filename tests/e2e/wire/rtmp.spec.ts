// An encoder that sends by RTMP, through the real nginx with our configuration: who may, what viewers get, and what
// becomes of it when the encoder ends.
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

const run = promisify(execFile);
const config = join(import.meta.dirname, "../../../config/nginx-rtmp.conf");

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

async function untilListens(port: number): Promise<void> {
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = createConnection(port, "127.0.0.1");
      socket
        .once("connect", () => resolve(true))
        .once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
  while (!(await answers()))
    await new Promise((again) => setTimeout(again, 50));
}

async function ended(process: ChildProcess): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null)
    await once(process, "exit");
  return process.exitCode;
}

describe("an encoder that sends by RTMP", () => {
  let server: Server;
  let meeting: Links & { slug: string };
  let resident: Participant;
  let nginx: ChildProcess;
  let folder: string;
  let port: number;
  const encoders: ChildProcess[] = [];

  /** Sends a red picture and a tone. */
  const encode = (key: string): ChildProcess => {
    const red = [
      "-re",
      "-f",
      "lavfi",
      "-i",
      "color=red:s=320x180:r=15",
      "-f",
      "lavfi",
      "-i",
      "sine=r=48000",
    ];
    const coded = [
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-pix_fmt",
      "yuv420p",
      "-g",
      "15",
      "-c:a",
      "aac",
    ];
    const to = ["-f", "flv", `rtmp://127.0.0.1:${port}/live/${key}`];
    const encoder = spawn(
      "ffmpeg",
      ["-loglevel", "error", ...red, ...coded, ...to],
      { stdio: "ignore" },
    );
    encoders.push(encoder);
    return encoder;
  };
  const air = () => (resident.state?.["air"] as { state: string }).state;
  /** The mean colour of a picture of the live programme, as ffmpeg decodes it; black while it has no whole segment. */
  const colour = async (): Promise<[number, number, number]> => {
    const playlist = `${server.url}/hls/${meeting.slug}/index.m3u8`;
    const asked = [
      "-live_start_index",
      "-1",
      "-i",
      playlist,
      "-frames:v",
      "1",
      "-vf",
      "scale=1:1",
      "-pix_fmt",
      "rgb24",
    ];
    const words = ["-loglevel", "error", ...asked, "-f", "rawvideo", "-"];
    const decoded = await run("ffmpeg", words, { encoding: "buffer" }).catch(
      () => ({ stdout: Buffer.alloc(3) }),
    );
    const [red = 0, green = 0, blue = 0] = decoded.stdout;
    return [red, green, blue];
  };

  before(async () => {
    port = await freePort();
    process.env["WARDCAST_MEDIA_RTMP_ADDRESS"] = `127.0.0.1:${port}`;
    server = await Server.start();
    meeting = await server.createMeeting("Billesley ward forum");
    resident = await Participant.join(server.url, meeting.slug);
    folder = await mkdtemp(join(tmpdir(), "wardcast-rtmp-"));
    const words = {
      RTMP_PORT: `127.0.0.1:${port}`,
      HTTP: new URL(server.url).host,
      MODULES: "/usr/lib/nginx/modules",
      RUN: folder,
    };
    let text = await readFile(config, "utf8");
    for (const [word, value] of Object.entries(words))
      text = text.replaceAll(`@${word}@`, value);
    await writeFile(join(folder, "nginx.conf"), text);
    nginx = spawn(
      "/usr/sbin/nginx",
      ["-p", folder, "-c", join(folder, "nginx.conf"), "-g", "daemon off;"],
      { stdio: "ignore" },
    );
    await untilListens(port);
  });
  after(async () => {
    for (const process of [...encoders, nginx]) {
      process.kill("SIGTERM");
      await ended(process);
    }
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("with a wrong token or none is turned away and never seen", async () => {
    const right = new URL(meeting.camera).searchParams.get("k") ?? "";
    for (const key of [
      `${meeting.slug}?k=wrong`,
      meeting.slug,
      `nowhere?k=${right}`,
    ]) {
      assert.notEqual(await ended(encode(key)), 0, key);
    }
    assert.equal(air(), "none");
  });

  test("with the camera link's token is the camera: viewers get its picture", async () => {
    encode(
      `${meeting.slug}?k=${new URL(meeting.camera).searchParams.get("k") ?? ""}`,
    );
    await resident.until("the camera is on the air", () => air() === "live");
    let [red, green, blue] = [0, 0, 0];
    while (!(red > 180 && green < 60 && blue < 60))
      [red, green, blue] = await colour();
  });

  test("that ends is lost to viewers, and comes back when it sends again", async () => {
    const first = encoders.at(-1)!;
    first.kill("SIGINT");
    await ended(first);
    await resident.until("the camera is lost", () => air() === "lost");
    encode(
      `${meeting.slug}.main?k=${new URL(meeting.camera).searchParams.get("k") ?? ""}`,
    );
    await resident.until("the camera is back", () => air() === "live");
  });

  test("leaves its token in no log", () => {
    assert.ok(
      !server.log.includes(
        new URL(meeting.camera).searchParams.get("k") ?? "?",
      ),
      server.log,
    );
  });
});
