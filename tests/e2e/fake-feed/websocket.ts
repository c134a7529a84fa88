// The server's side of a WebSocket (RFC 6455), as far as feeds use it: text out, small text in.
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 section 1.3.

export class FeedSocket {
  onText: (text: string) => void = () => undefined;
  private pending = Buffer.alloc(0);
  private readonly stream: Duplex;

  constructor(request: IncomingMessage, stream: Duplex) {
    this.stream = stream;
    const key = request.headers["sec-websocket-key"] ?? "";
    const accept = createHash("sha1")
      .update(key + kGuid)
      .digest("base64");
    stream.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    stream.on("error", () => undefined);
    stream.on("end", () => stream.end()); // Node leaves such a connection half open otherwise.
    stream.on("data", (chunk: Buffer) => this.take(chunk));
  }

  get isOpen(): boolean {
    return !this.stream.destroyed && this.stream.writable;
  }

  send(text: string): void {
    this.frame(1, Buffer.from(text));
  }

  /** As a network does that goes away. */
  cut(): void {
    this.stream.destroy();
  }

  private frame(opcode: number, payload: Buffer): void {
    if (!this.isOpen) return;
    const { length } = payload;
    const size =
      length < 126
        ? [length]
        : length < 65536
          ? [126, length >> 8, length & 255]
          : [127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (length >> shift) & 255)];
    this.stream.write(Buffer.concat([Buffer.from([0x80 | opcode, ...size]), payload]));
  }

  private take(chunk: Buffer): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    for (;;) {
      if (this.pending.length < 6) return;
      const opcode = (this.pending[0] ?? 0) & 15;
      let length = (this.pending[1] ?? 0) & 127;
      let start = 2;
      if (length === 126) {
        length = this.pending.readUInt16BE(2);
        start = 4;
      }
      if (this.pending.length < start + 4 + length) return;
      const mask = this.pending.subarray(start, start + 4);
      const payload = this.pending.subarray(start + 4, start + 4 + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0));
      this.pending = this.pending.subarray(start + 4 + length);
      if (opcode === 8) this.stream.end();
      if (opcode === 9) this.frame(10, Buffer.from(payload));
      if (opcode === 1) this.onText(Buffer.from(payload).toString());
    }
  }
}
