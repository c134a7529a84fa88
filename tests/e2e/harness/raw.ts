// Bytes that no well-behaved client would send.
import { connect, type Socket } from "node:net";

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

export function open(server: string): Socket {
  const { hostname, port } = new URL(server);
  return connect(Number(port), hostname);
}

/** Sends the bytes and reads until the answer's head is complete or the server closes. */
export async function exchange(server: string, bytes: string | Uint8Array): Promise<RawAnswer> {
  const socket = open(server);
  let text = "";
  socket.on("error", () => undefined); // A refused body may end in a reset; what was answered before it counts.
  socket.write(bytes);
  await new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (text.includes("\r\n\r\n")) resolve();
    });
    socket.on("close", () => resolve());
  });
  socket.destroy();
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  return { status: Number(/^HTTP\/1\.[01] (\d+)/.exec(head)?.[1] ?? 0), head, body };
}

/** A client's WebSocket frame (RFC 6455 section 5.2) with any opcode and payload, masked with zeroes. */
export function frame(opcode: number, payload: Uint8Array, final = true): Uint8Array {
  const { length } = payload;
  const first = (final ? 0x80 : 0) | opcode;
  const size =
    length < 126
      ? [0x80 | length]
      : length < 65536
        ? [0xfe, length >> 8, length & 255]
        : [0xff, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (length >> shift) & 255)];
  return Uint8Array.from([first, ...size, 0, 0, 0, 0, ...payload]);
}

/** Opens a WebSocket by hand, sends the frames, and returns the code with which the server closes. */
export async function closeCodeAfter(server: string, slug: string, ...frames: Uint8Array[]): Promise<number> {
  const socket = open(server);
  let received = Buffer.alloc(0);
  socket.on("error", () => undefined);
  socket.write(
    `GET /ws/${slug} HTTP/1.1\r\nHost: ${new URL(server).host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: d2FyZGNhc3QgdGVzdHMhIQ==\r\nSec-WebSocket-Protocol: wardcast.v1\r\n\r\n",
  );
  let upgraded = false;
  return new Promise<number>((resolve, reject) => {
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (!upgraded) {
        const end = received.indexOf("\r\n\r\n");
        if (end < 0) return;
        if (!received.toString("latin1").startsWith("HTTP/1.1 101")) reject(new Error(received.toString("latin1")));
        upgraded = true;
        received = received.subarray(end + 4);
        for (const bytes of frames) socket.write(bytes);
      }
      // Server frames are not masked; skip to the close frame.
      while (received.length >= 2) {
        let [length, header] = [received[1]! & 0x7f, 2];
        if (length === 126) [length, header] = [received.readUInt16BE(2), 4];
        if (received.length < header + length) return;
        if ((received[0]! & 0x0f) === 0x8) {
          socket.destroy();
          resolve(length >= 2 ? received.readUInt16BE(header) : 1005);
          return;
        }
        received = received.subarray(header + length);
      }
    });
    socket.on("close", () => resolve(1006));
  });
}
