import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openViewing, type ViewingPeer } from "../../src/whep/session";

class FakePeer extends EventTarget {
  connectionState = "new";
  iceGatheringState = "complete";
  localDescription = { sdp: "v=0 offer" };
  readonly kinds: unknown[] = [];
  answer = "";
  closed = false;
  addTransceiver(kind: unknown, init: RTCRtpTransceiverInit): void {
    this.kinds.push([kind, init.direction]);
  }
  createOffer(): Promise<unknown> {
    return Promise.resolve({ type: "offer", sdp: "v=0 offer" });
  }
  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }
  setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    this.answer = sdp;
    return Promise.resolve();
  }
  close(): void {
    this.closed = true;
  }
  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }
}

const kEndpoint = "https://ask.example/whep/ward";

/** A server that answers POST with `status`. */
function world(status: number) {
  const peer = new FakePeer();
  const asked: string[] = [];
  const servers: RTCIceServer[][] = [];
  const answer = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    asked.push(`${init?.method} ${String(input as string)}`);
    if (init?.method !== "POST") {
      return Promise.resolve(new Response(null, { headers: { Link: '<stun:s.example>; rel="ice-server"' } }));
    }
    return Promise.resolve(
      new Response(status === 201 ? "v=0 answer" : "{}", { status, headers: { Location: "/whep/ward/one" } }),
    );
  };
  const deps = {
    fetch: answer as typeof fetch,
    peer: (found: RTCIceServer[]): ViewingPeer => {
      servers.push(found);
      return peer as unknown as ViewingPeer;
    },
  };
  return { peer, asked, servers, deps };
}

describe("watching with the shortest delay", () => {
  beforeEach(() => vi.stubGlobal("MediaStream", class {}));
  afterEach(() => vi.unstubAllGlobals());

  it("offers to receive both, and ends the session on the server when it is closed", async () => {
    const { peer, asked, servers, deps } = world(201);
    const viewing = await openViewing(kEndpoint, deps, new AbortController().signal, () => undefined);
    expect(peer.kinds).toEqual([
      ["audio", "recvonly"],
      ["video", "recvonly"],
    ]);
    expect(servers).toEqual([[{ urls: "stun:s.example" }]]);
    expect(peer.answer).toBe("v=0 answer");
    viewing?.close();
    viewing?.close();
    expect(peer.closed).toBe(true);
    expect(asked).toEqual([`OPTIONS ${kEndpoint}`, `POST ${kEndpoint}`, `DELETE ${kEndpoint}/one`]);
  });

  it.each([406, 409, 503])("finds nothing where the server answers %i", async (status) => {
    const { peer, asked, deps } = world(status);
    expect(await openViewing(kEndpoint, deps, new AbortController().signal, () => undefined)).toBeNull();
    expect(peer.closed).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it("says when the connection died, and not when it was closed here", async () => {
    const { peer, deps } = world(201);
    const lost = vi.fn();
    const viewing = await openViewing(kEndpoint, deps, new AbortController().signal, lost);
    peer.become("disconnected");
    expect(lost).not.toHaveBeenCalled();
    peer.become("failed");
    expect(lost).toHaveBeenCalledOnce();
    viewing?.close();
    peer.become("closed");
    expect(lost).toHaveBeenCalledOnce();
  });

  it("ends a session that came too late on the server, too", async () => {
    const { peer, asked, deps } = world(201);
    const limit = new AbortController();
    const late = openViewing(kEndpoint, deps, limit.signal, () => undefined);
    limit.abort();
    expect(await late).toBeNull();
    expect(peer.closed).toBe(true);
    expect(asked.at(-1)).toBe(`DELETE ${kEndpoint}/one`);
  });
});
