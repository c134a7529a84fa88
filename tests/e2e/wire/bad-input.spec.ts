// Each bad input gets its documented answer, and the rest of the server goes on.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, afterEach, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { Participant } from "../harness/participant.ts";
import { closeCodeAfter, exchange, frame, open } from "../harness/raw.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";
const text = (words: string) => frame(0x1, new TextEncoder().encode(words));

describe("bad input", () => {
  let server: Server;
  let meeting: Links & { slug: string };
  let witness: Participant;

  before(async () => {
    server = await Server.start();
    meeting = await server.createMeeting("Billesley ward forum");
    witness = await Participant.join(server.url, meeting.slug);
  });
  // Whatever was sent, somebody who does nothing wrong is still served.
  afterEach(async () => {
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    assert.equal(witness.closed, undefined);
  });
  after(async () => server.stop());

  const hello = text('{"type":"hello"}');

  test("frames that break RFC 6455 close with 1002", async () => {
    assert.equal(await closeCodeAfter(server.url, meeting.slug, hello, frame(0x3, new Uint8Array())), 1002);
  });

  test("text that is not UTF-8, not JSON, too deep or with a name twice closes with 1007", async () => {
    const bad = [
      frame(0x1, Uint8Array.from([0x22, 0xff, 0x22])),
      text("not JSON"),
      text("[".repeat(1_000) + "]".repeat(1_000)),
      text('{"type":"do","type":"do"}'),
      text('{"type":"do","data":1e999}'),
    ];
    for (const [i, message] of bad.entries()) {
      assert.equal(await closeCodeAfter(server.url, meeting.slug, hello, message), 1007, `message ${i}`);
    }
  });

  test("a frame that is too large, also in many fragments, closes with 1009", async () => {
    const big = new TextEncoder().encode("x".repeat(20_000));
    assert.equal(await closeCodeAfter(server.url, meeting.slug, hello, frame(0x1, big)), 1009);
    const piece = new TextEncoder().encode("x".repeat(6_000));
    const fragments = [frame(0x1, piece, false), frame(0x0, piece, false), frame(0x0, piece, false)];
    assert.equal(await closeCodeAfter(server.url, meeting.slug, hello, ...fragments), 1009);
  });

  test("a socket from another site is refused", async () => {
    const answer = await exchange(
      server.url,
      `GET /ws/${meeting.slug} HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\nOrigin: https://elsewhere.example\r\n` +
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: d2FyZGNhc3QgdGVzdHMhIQ==\r\nSec-WebSocket-Protocol: wardcast.v1\r\n\r\n",
    );
    assert.equal(answer.status, 403);
  });

  test("a body of 100 MB is refused before it is read", async () => {
    for (const path of [`/api/v1/meetings/${meeting.slug}/commands`, `/whip/${meeting.slug}`, `/m/${meeting.slug}/ask`]) {
      const answer = await exchange(
        server.url,
        `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf(meeting.camera)}\r\n` +
          "Content-Type: application/json\r\nContent-Length: 104857600\r\n\r\n{",
      );
      assert.equal(answer.status, 413, path);
    }
  });

  test("nothing outside the pages is ever read", async () => {
    for (const path of [
      "/../../etc/passwd",
      "/assets/../../etc/passwd",
      "/assets/%2e%2e/%2e%2e/etc/passwd",
      "/assets/..%2f..%2fetc%2fpasswd",
      "/assets//etc/passwd",
      `/hls/${meeting.slug}/recording/../../../etc/passwd`,
      `/hls/${meeting.slug}/recording/..%2f..%2fwardcast.db`,
    ]) {
      const answer = await exchange(server.url, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      assert.ok([400, 403, 404].includes(answer.status), `${path} gave ${answer.status}`);
      assert.equal(answer.body.includes("root:"), false);
    }
  });

  const whip = (body: string, headers: Record<string, string> = {}, slug = meeting.slug) =>
    fetch(`${server.url}/whip/${slug}`, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${tokenOf(meeting.camera)}`, "content-type": "application/sdp", ...headers },
    });

  test("WHIP refuses wrong tokens, types and descriptions, each with its status", async () => {
    assert.equal((await whip("v=0", { authorization: "Bearer wrong" })).status, 401);
    assert.equal((await whip("v=0", { authorization: `Bearer ${tokenOf(meeting.room)}` })).status, 403);
    assert.equal((await whip("v=0", { "content-type": "text/plain" })).status, 415);
    assert.equal((await whip("complete garbage")).status, 400);
    assert.equal((await whip("x".repeat(60_000))).status, 400);
    assert.equal((await whip("v=0\r\n", {}, "no-such-meeting")).status, 401);
  });

  test("WHIP refuses a description without a codec that we have", async () => {
    const offer = [
      "v=0",
      "o=- 1 1 IN IP4 127.0.0.1",
      "s=-",
      "t=0 0",
      "a=group:BUNDLE 0",
      "m=video 9 UDP/TLS/RTP/SAVPF 120",
      "c=IN IP4 0.0.0.0",
      "a=mid:0",
      "a=sendonly",
      "a=rtcp-mux",
      "a=ice-ufrag:abcd",
      "a=ice-pwd:abcdefghijklmnopqrstuvwx",
      "a=setup:actpass",
      `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => "AA").join(":")}`,
      "a=rtpmap:120 theora/90000",
      "",
    ].join("\r\n");
    const answer = await whip(offer);
    assert.equal(answer.status, 406);
    assert.match(((await answer.json()) as { message: string }).message, /H\.?264|VP8/);
  });

  test("WHIP is refused once the meeting has ended", async () => {
    const ended = await server.createMeeting("Ended");
    const chair = await Participant.join(server.url, ended.slug, { token: tokenOf(ended.chair) });
    await chair.done("end_meeting");
    const answer = await whip("v=0\r\n", { authorization: `Bearer ${tokenOf(ended.camera)}` }, ended.slug);
    assert.equal(answer.status, 410);
  });

  test("HLS of a meeting without a programme is not found", async () => {
    assert.equal((await fetch(`${server.url}/hls/${meeting.slug}/index.m3u8`)).status, 404);
    assert.equal((await fetch(`${server.url}/hls/no-such-meeting/index.m3u8`)).status, 404);
  });

  test("a reader of one byte a second neither grows the server nor slows the others", async () => {
    const socket = open(server.url);
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\n\r\n`);
    socket.pause();
    const chair = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.chair) });
    await chair.done("close_questions");
    await chair.done("open_questions");
    await witness.until("the news", () => witness.events.some(({ event }) => event === "questions.opened"));
    socket.destroy();
  });
});

describe("what keeps the server from starting", () => {
  const binary = process.env["WARDCAST_BINARY"] ?? new URL("../../../build/release/wardcast", import.meta.url).pathname;
  const run = promisify(execFile);

  test("a port in use is named with the cure, and the exit status is 1", async () => {
    const server = await Server.start();
    const { port } = new URL(server.url);
    const other = await Server.folder();
    await assert.rejects(run(binary, ["serve", "--data", other, "--listen", `127.0.0.1:${port}`]), (error) => {
      const { code, stderr } = error as unknown as { code: number; stderr: string };
      assert.equal(code, 1);
      assert.ok(stderr.includes(port) && /in use/.test(stderr), stderr);
      return true;
    });
    await server.stop();
  });

  test("an unknown option is a usage error: exit status 2", async () => {
    await assert.rejects(run(binary, ["serve", "--fly"]), (error) => (error as unknown as { code: number }).code === 2);
  });
});
