// What may go wrong with a request, switched on for the next ones.
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

export type Fault =
  | "429 in seconds" // Retry-After as a number.
  | "429 with a date" // X-RateLimit-Reset as Mastodon has it.
  | "500"
  | "html" // A web page with status 200.
  | "truncated" // The answer breaks off in the middle.
  | "slow" // Two seconds late.
  | "gzip bomb"
  | "twice" // Each post stands there twice.
  | "redirect to loopback"
  | "redirect to metadata";

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: string;
}

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });

export function send(response: ServerResponse, answer: Answer, fault: Fault | undefined, inner: string): void {
  const plain = () => {
    response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
    response.end(answer.body);
  };
  switch (fault) {
    case "429 in seconds":
      response.writeHead(429, { "retry-after": "1" }).end("{}");
      return;
    case "429 with a date":
      response
        .writeHead(429, {
          "x-ratelimit-limit": "300",
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": new Date(Date.now() + 1500).toISOString(),
        })
        .end("{}");
      return;
    case "500":
      response.writeHead(500).end("sorry");
      return;
    case "html":
      response
        .writeHead(200, { "content-type": "text/html" })
        .end("<!DOCTYPE html><html><body>Maintenance</body></html>");
      return;
    case "truncated":
      response.writeHead(200, { "content-length": String(Buffer.byteLength(answer.body) + 64) });
      response.write(answer.body.slice(0, Math.floor(answer.body.length / 2)), () => response.destroy());
      return;
    case "slow":
      setTimeout(plain, 2000);
      return;
    case "gzip bomb":
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
      return;
    case "redirect to loopback":
      response.writeHead(302, { location: `${inner}/secret` }).end();
      return;
    case "redirect to metadata":
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" }).end();
      return;
    case "twice":
    case undefined:
      plain();
  }
}
