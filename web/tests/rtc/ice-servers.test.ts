import { describe, expect, it } from "vitest";
import { askIceServers, iceServersOf } from "../../src/rtc/ice-servers";

describe("ICE servers of a Link header", () => {
  it("reads STUN, and TURN with its credentials, joined by commas", () => {
    const header =
      '<stun:stun.example.org:3478>; rel="ice-server", ' +
      '<turn:turn.example.org:3478?transport=udp>; rel="ice-server"; username="1798156800:ward"; ' +
      'credential="a,b;c=="; credential-type="password"';
    expect(iceServersOf(header)).toEqual([
      { urls: "stun:stun.example.org:3478" },
      { urls: "turn:turn.example.org:3478?transport=udp", username: "1798156800:ward", credential: "a,b;c==" },
    ]);
  });

  it("leaves other links aside, and what is no ICE server", () => {
    expect(iceServersOf('</style.css>; rel=preload; as=style, <https://turn.example.org>; rel="ice-server"')).toEqual(
      [],
    );
    expect(iceServersOf(null)).toEqual([]);
    expect(iceServersOf("nonsense")).toEqual([]);
  });

  it("finds none where the endpoint does not answer", async () => {
    const signal = new AbortController().signal;
    expect(await askIceServers("/whep/ward", () => Promise.reject(new TypeError("offline")), signal)).toEqual([]);
    expect(await askIceServers("/whep/ward", () => Promise.resolve(new Response("", { status: 503 })), signal)).toEqual(
      [],
    );
  });
});
