import type { Browser, Page } from "playwright-core";
import type { WhipReply, WhipRequest } from "./stage.ts";

/** The server's end of WHIP (RFC 9725), played by a page of the same browser: it receives for real. */
export class Receiver {
  readonly requests: WhipRequest[] = [];
  /** Answers instead of a receiver: null for a real answer. */
  instead: (request: WhipRequest) => WhipReply | null = () => null;
  private made = 0;
  private readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens the receiving page at `origin`. */
  static async open(browser: Browser, origin: string): Promise<Receiver> {
    const context = await browser.newContext({ permissions: ["camera", "microphone"] });
    const page = await context.newPage();
    await page.goto(`${origin}/icon.svg`);
    await page.evaluate(async () => {
      // Whoever may use a camera learns the machine's real addresses; others only .local names.
      await navigator.mediaDevices.getUserMedia({ audio: true });
      const peers: RTCPeerConnection[] = [];
      Object.assign(window, {
        peers,
        answer: async (sdp: string) => {
          const peer = new RTCPeerConnection();
          peers.push(peer);
          await peer.setRemoteDescription({ type: "offer", sdp });
          await peer.setLocalDescription(await peer.createAnswer());
          await new Promise<void>((resolve) => {
            if (peer.iceGatheringState === "complete") resolve();
            peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && resolve();
          });
          return peer.localDescription?.sdp;
        },
      });
    });
    return new Receiver(page);
  }

  readonly answer = async (request: WhipRequest): Promise<WhipReply> => {
    this.requests.push(request);
    const other = this.instead(request);
    if (other) return other;
    if (request.method !== "POST") return { status: request.method === "PATCH" ? 204 : 200 };
    const body = await this.page.evaluate(
      (sdp) => (window as unknown as { answer: (sdp: string) => Promise<string> }).answer(sdp),
      request.body,
    );
    this.made += 1;
    const headers = {
      Location: `/whip/billesley/s${this.made}`,
      ETag: `"${this.made}"`,
      "Content-Type": "application/sdp",
    };
    return { status: 201, headers, body };
  };

  /** Frames and packets that have arrived over the newest session. */
  received(): Promise<{ frames: number; codec: string; audio: number }> {
    return this.page.evaluate(async () => {
      const { peers } = window as unknown as { peers: RTCPeerConnection[] };
      const taken = { frames: 0, codec: "", audio: 0 };
      const report = await peers.at(-1)?.getStats();
      const codecs = new Map<string, string>();
      report?.forEach((entry) => entry.type === "codec" && codecs.set(entry.id, entry.mimeType));
      report?.forEach((entry) => {
        if (entry.type !== "inbound-rtp") return;
        if (entry.kind === "audio") taken.audio = entry.packetsReceived;
        else Object.assign(taken, { frames: entry.framesDecoded ?? 0, codec: codecs.get(entry.codecId) ?? "" });
      });
      return taken;
    });
  }

  /** The server's side goes away without a word. */
  async hangUp(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as { peers: RTCPeerConnection[] }).peers.forEach((peer) => peer.close()),
    );
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  /** How many requests of a method have come. */
  count(method: string): number {
    return this.requests.filter((request) => request.method === method).length;
  }
}
