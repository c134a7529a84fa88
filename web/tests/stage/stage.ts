import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { extname, join, normalize } from "node:path";
import QRCode from "qrcode";
import { WebSocketServer, type WebSocket } from "ws";
import { carryOutForQueue } from "./queue.ts";
import { liveScene, type Wire } from "./scene.ts";
import { carryOutForStaff } from "./staff.ts";

// A stand-in for the server that speaks docs/protocol.md to the built pages: it sends what a test tells it to send, and
// answers commands as simply as can be. It enforces the Content-Security-Policy of the real one.

const kPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'";
const kTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
  ".m3u8": "application/vnd.apple.mpegurl",
  ".m4s": "video/mp4",
  ".mp4": "video/mp4",
  ".txt": "text/plain; charset=utf-8",
};
const dist = join(import.meta.dirname, "../../dist");

export interface StageOptions {
  /** Folder served as /hls/{slug}/; without it a programme is not there (404). */
  hls?: string;
  /** Bytes a second at which that leaves; 0 for a network through which nothing comes. */
  slow?: number;
  /** Put in the place of <!--wardcast:head-->. */
  head?: string;
  /** Answers of GET /api/v1/meetings. */
  meetings?: Wire[];
  /** Answers what is sent to /whip/{slug} and below; without it nothing listens there (404). */
  whip?: (request: WhipRequest) => Promise<WhipReply>;
}

export interface WhipRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: string;
}

export interface WhipReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export class Stage {
  seq = 57;
  mine: { asked: string[]; supported: string[]; receipts?: Record<string, string> } = {
    asked: ["q_own"],
    supported: ["q_library"],
  };
  /** Every message from pages, hello included. */
  readonly received: Wire[] = [];
  /** Frames that pages sent are dropped, as by a dead network. */
  deaf = false;
  /** Refuses the next commands with this. */
  refuse: Wire | null = null;
  refuseRole = false;
  /** What was recorded when; null for one stretch from the meeting's start to its end. */
  spans: Wire[] | null = null;
  options: StageOptions;
  state: Wire;
  private readonly done = new Map<string, Wire>();
  private readonly sockets = new Set<WebSocket>();
  private readonly connections = new Set<Socket>();
  private http = createServer();
  private port = 0;

  constructor(state: Wire = liveScene(), options: StageOptions = {}) {
    this.state = state;
    this.options = options;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts on a free port, or again on the one of before. */
  async start(): Promise<this> {
    this.http = createServer((request, response) => void this.serve(request, response));
    this.http.on("connection", (socket) => {
      this.connections.add(socket);
      socket.on("close", () => this.connections.delete(socket));
    });
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "wardcast.v1" });
    this.http.on("upgrade", (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, (webSocket) => this.join(webSocket));
    });
    await new Promise<void>((ready) => this.http.listen(this.port, "127.0.0.1", ready));
    this.port = (this.http.address() as AddressInfo).port;
    return this;
  }

  /** Dies as after kill -9: every connection breaks. */
  async stop(): Promise<void> {
    for (const connection of this.connections) connection.destroy();
    await new Promise((closed) => this.http.close(closed));
  }

  /** Sends an event to all, with its patch of the state. */
  event(name: string, data: Wire): void {
    this.seq += 1;
    const at = new Date().toISOString();
    this.fold(data);
    this.send({ type: "events", seq: this.seq, events: [{ seq: this.seq, at, event: name, data }] });
  }

  tally(votes: Record<string, number> = {}, watching = this.state["watching"]): void {
    this.state["watching"] = watching;
    for (const question of this.state["questions"] as Wire[]) {
      const supporters = votes[question["id"] as string];
      if (supporters !== undefined) question["supporters"] = supporters;
    }
    this.send({ type: "tally", at: new Date().toISOString(), votes, watching });
  }

  send(message: Wire): void {
    for (const socket of this.sockets) socket.send(JSON.stringify(message));
  }

  private fold(data: Wire): void {
    Object.assign(this.state, data["set"]);
    const question = data["question"] as Wire | undefined;
    const others = (this.state["questions"] as Wire[]).filter(
      (each) =>
        each["id"] !== question?.["id"] && !(data["gone"] as string[] | undefined)?.includes(each["id"] as string),
    );
    this.state["questions"] = question ? [...others, question] : others;
    for (const step of (data["queue"] as Wire[] | undefined) ?? []) {
      const rest = (this.state["queue"] as string[]).filter((id) => id !== step["question"]);
      const at = step["before"] ? rest.indexOf(step["before"] as string) : rest.length;
      if (step["out"] !== true) rest.splice(at, 0, step["question"] as string);
      this.state["queue"] = rest;
    }
  }

  private join(socket: WebSocket): void {
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as Wire;
      this.received.push(message);
      if (this.deaf) return;
      if (message["type"] === "hello") this.welcome(socket, message);
      if (message["type"] === "do") this.answer(socket, message);
    });
  }

  private welcome(socket: WebSocket, hello: Wire): void {
    if (this.refuseRole) {
      socket.send(JSON.stringify({ type: "refused", code: "not_allowed", message: "no" }));
      socket.close(1008);
      return;
    }
    const welcome = {
      type: "welcome",
      role: hello["as"] ?? "resident",
      you: "p_1",
      keep: "p_1.x",
      seq: this.seq,
      at: new Date().toISOString(),
      state: this.state,
      mine: this.mine,
    };
    socket.send(JSON.stringify(welcome));
  }

  private answer(socket: WebSocket, message: Wire): void {
    const id = message["id"] as string;
    if (this.refuse) {
      socket.send(JSON.stringify({ type: "refused", id, ...this.refuse }));
      return;
    }
    const known = this.done.get(id);
    const answer = known ?? { type: "done", id, ...this.carryOut(message), seq: this.seq };
    this.done.set(id, answer);
    socket.send(JSON.stringify(answer));
  }

  private carryOut(message: Wire): Wire {
    const data = message["data"] as Wire;
    const find = () => (this.state["questions"] as Wire[]).find((each) => each["id"] === data["question"]);
    switch (message["command"]) {
      case "ask": {
        const id = `q_new${this.done.size}`;
        this.mine.asked.push(id);
        this.event("question.asked", {
          question: {
            id,
            text: data["text"],
            name: data["name"] ?? "",
            channel: "web",
            status: "waiting",
            supporters: 0,
            asked_at: new Date().toISOString(),
          },
        });
        return { question: id };
      }
      case "vote":
      case "unvote": {
        const by = message["command"] === "vote" ? 1 : -1;
        const question = find();
        if (question) this.tally({ [question["id"] as string]: (question["supporters"] as number) + by });
        return {};
      }
      case "withdraw": {
        const question = find();
        if (question) this.event("question.withdrawn", { question: { ...question, status: "withdrawn" } });
        return {};
      }
      default:
        return this.carryOutForOthers(message["command"] as string, data);
    }
  }

  private carryOutForOthers(command: string, data: Wire): Wire {
    return carryOutForStaff(this, command, data) ?? carryOutForQueue(this, command, data) ?? {};
  }

  private recorded(): Wire[] {
    const { started_at: from, ended_at: to } = this.state;
    return this.spans ?? [{ from, to, at_s: 0 }];
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", this.origin).pathname));
    const slug = /^\/m\/[^/]+\/?(\w*)/.exec(path);
    if (path === "/api/v1/meetings" && request.method === "POST") return this.create(request, response);
    if (path === "/api/v1/meetings") return json(response, this.options.meetings ?? []);
    if (path.endsWith("/links") && path.startsWith("/api/")) {
      if (this.refuseRole) response.statusCode = 403;
      return json(response, this.refuseRole ? { code: "not_allowed", message: "no" } : linksOf(this.origin));
    }
    if (path.endsWith("/recording") && path.startsWith("/api/")) return json(response, { spans: this.recorded() });
    if (path.startsWith("/api/v1/meetings/")) return json(response, { seq: this.seq, state: this.state });
    if (path.endsWith("/qr.svg")) {
      response.setHeader("content-type", "image/svg+xml");
      response.end(await QRCode.toString(`${this.origin}/m/billesley`, { type: "svg", margin: 0 }));
      return;
    }
    if (path.endsWith(".jpg")) {
      response.statusCode = 404; // No camera of the stage has a picture.
      return void response.end();
    }
    if (path.startsWith("/whip/") && this.options.whip) return this.whip(request, response, this.options.whip);
    if (path === "/") return this.page(response, "home");
    if (slug) return this.page(response, slug[1] || "watch");
    const hls = /^\/hls\/[^/]+\/(?:recording\/)?(.+)$/.exec(path)?.[1];
    const file = hls ? this.options.hls && join(this.options.hls, hls) : join(dist, path);
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.statusCode = 404;
      return void response.end();
    }
    response.setHeader("content-type", kTypes[extname(file)] ?? "application/octet-stream");
    if (hls !== undefined && this.options.slow !== undefined) return this.trickle(file, response);
    // A live window moves on: what was there a moment ago may be gone.
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
  }

  /** Sends a file at the pace of a poor network, which may change meanwhile. */
  private async trickle(file: string, response: ServerResponse): Promise<void> {
    const bytes = readFileSync(file);
    const kBeat = 100; // ms
    for (let sent = 0; sent < bytes.length && !response.destroyed;) {
      const { slow = Infinity } = this.options;
      const upTo = Math.min(bytes.length, sent + Math.ceil((slow * kBeat) / 1000));
      response.write(bytes.subarray(sent, upTo));
      sent = upTo;
      await new Promise((next) => setTimeout(next, kBeat));
    }
    response.end();
  }

  private async whip(
    request: IncomingMessage,
    response: ServerResponse,
    answer: (request: WhipRequest) => Promise<WhipReply>,
  ): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const reply = await answer({ method: request.method ?? "", path: request.url ?? "", body });
    response.writeHead(reply.status, reply.headers);
    response.end(reply.body);
  }

  private async create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    this.received.push(JSON.parse(body) as Wire);
    response.statusCode = 201;
    json(response, { ...linksOf(this.origin), title: (JSON.parse(body) as Wire)["title"] });
  }

  private page(response: ServerResponse, name: string): void {
    response.setHeader("content-type", kTypes[".html"] ?? "");
    response.setHeader("content-security-policy", kPolicy);
    response.end(
      readFileSync(join(dist, `${name}.html`), "utf8").replace("<!--wardcast:head-->", this.options.head ?? ""),
    );
  }
}

function linksOf(origin: string): Wire {
  const meeting = `${origin}/m/billesley`;
  const of = (role: string) => `${meeting}/${role}?k=7Qm2vXt4kHd8pLw1z9RbNc3`;
  return {
    slug: "billesley",
    title: "Billesley ward forum",
    links: {
      watch: meeting,
      camera: of("camera"),
      chair: of("chair"),
      clerk: of("clerk"),
      captioner: of("captioner"),
      room: of("room"),
    },
  };
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
}
