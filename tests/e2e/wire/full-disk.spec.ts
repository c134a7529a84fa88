// The disk that holds the data runs full in mid-meeting, and has room again: what everybody notices of it, and what not.
// $WARDCAST_FULL_DISK is the library that makes it so (tests/faults).
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

const library = process.env["WARDCAST_FULL_DISK"];
assert.ok(library, "WARDCAST_FULL_DISK must name the library of tests/faults");
const isFull = join(tmpdir(), `full-disk-${process.pid}`);

describe("a full disk", () => {
  let server: Server;
  let links: Links;
  let resident: Participant;
  const unsaved = randomUUID();
  const question = { text: "Who pays for the new bridge?" };

  const until = async (what: string, condition: () => Promise<boolean> | boolean) => {
    const deadline = Date.now() + 60_000;
    while (!(await condition())) {
      assert.ok(Date.now() < deadline, `never came: ${what}\n${server.log}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const read = async (path: string) => {
    const answer = await fetch(server.url + path);
    return { status: answer.status, text: await answer.text() };
  };
  const newestPart = async () => {
    const playlist = await read("/hls/demo/240p.m3u8");
    return /URI="([^"]+)"/.exec(playlist.text.slice(playlist.text.lastIndexOf("#EXT-X-PART:")))?.[1] ?? "";
  };
  const linesAbout = (words: RegExp) => server.log.split("\n").filter((line) => words.test(line));

  before(async () => {
    process.env["LD_PRELOAD"] = library;
    process.env["FULL_DISK_WHEN"] = isFull;
    process.env["FULL_DISK_FOLDER"] = join(tmpdir(), "wardcast-e2e-");
    process.env["ASAN_OPTIONS"] = `${process.env["ASAN_OPTIONS"] ?? ""}:verify_asan_link_order=0`;
    server = await Server.start("--demo");
    links = await server.links("demo");
    resident = await Participant.join(server.url, "demo");
    assert.equal((await resident.do("ask", { text: "Is there room yet?" })).type, "done");
    await until("two segments", async () => (await read("/hls/demo/240p.m3u8")).text.split("#EXTINF").length > 2);
    await writeFile(isFull, "");
  });
  after(async () => {
    await rm(isFull, { force: true });
    await server.stop();
  });

  test("refuses commands as unavailable, over the socket and over HTTP", async () => {
    const refused = await resident.do("ask", question, unsaved);
    assert.deepEqual([refused.type, refused.code], ["refused", "unavailable"]);
    const answer = await fetch(`${server.url}/api/v1/meetings/demo/commands`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${new URL(links.clerk).searchParams.get("k") ?? ""}` },
      body: JSON.stringify({ id: randomUUID(), command: "ask_for", data: { ...question, channel: "floor" } }),
    });
    assert.equal(answer.status, 503);
    assert.equal(((await answer.json()) as { code: string }).code, "unavailable");
  });

  test("is told to whoever watches over the server, with the cure", async () => {
    const ready = await read("/readyz");
    assert.equal(ready.status, 503);
    assert.match(ready.text, /store/);
    assert.match(ready.text, /is full; make room/);
    assert.equal((await read("/healthz")).status, 200);
  });

  test("stops the recording and not the stream", async () => {
    await until("the recorder's word", () => linesAbout(/recording has stopped/).length > 0);
    const before = await newestPart();
    await until("a newer part", async () => (await newestPart()) !== before);
    assert.equal((await read(`/hls/demo/${await newestPart()}`)).status, 200);
  });

  test("heals itself once there is room: nothing lost, nothing twice", async () => {
    await rm(isFull);
    await until("the store", async () => (await read("/readyz")).status === 200);
    const { type, question: id } = await resident.do("ask", question, unsaved);
    assert.equal(type, "done");
    await until("the recorder", () => linesAbout(/recording goes on/).length > 0);
    const newcomer = await Participant.join(server.url, "demo", { token: new URL(links.chair).searchParams.get("k") ?? "" });
    const same = newcomer.state?.questions.filter(({ text }) => text === question.text) ?? [];
    assert.deepEqual(
      same.map((one) => one.id),
      [id],
    );
  });

  test("leaves a recording that plays, with a gap", async () => {
    const clerk = await Participant.join(server.url, "demo", { token: new URL(links.clerk).searchParams.get("k") ?? "" });
    await clerk.done("end_meeting");
    await until("the recording", () => clerk.state?.["recording"] === "ready");
    const playlist = await read("/hls/demo/recording/240p.m3u8");
    assert.match(playlist.text, /#EXT-X-DISCONTINUITY\n/);
    assert.match(playlist.text, /#EXT-X-ENDLIST/);
    const segments = playlist.text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    assert.ok(segments.length >= 2, playlist.text);
    for (const segment of segments) {
      const answer = await fetch(new URL(segment, `${server.url}/hls/demo/recording/240p.m3u8`));
      assert.equal(answer.status, 200, segment);
      assert.equal((await answer.arrayBuffer()).byteLength, Number(answer.headers.get("content-length")), segment);
    }
  });

  test("was told once in the log, with cause and cure", () => {
    assert.equal(linesAbout(/recording has stopped .*No space left.* Free at least/).length, 1, server.log);
    assert.equal(linesAbout(/commands are refused.* is full; make room/).length, 1, server.log);
    assert.equal(linesAbout(/No space left|is full/).length, 2, server.log);
  });
});
