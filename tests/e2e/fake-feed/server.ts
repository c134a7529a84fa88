// One program that speaks the wire format of every API from which questions come, with faults to switch on. Serves all
// of them on one port of loopback; on a second port nobody may ever ask anything, which redirects point to.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Bluesky } from "./bluesky.ts";
import { type Answer, type Fault, send } from "./faults.ts";
import { Mastodon } from "./mastodon.ts";
import { Posts } from "./posts.ts";
import { Rss } from "./rss.ts";
import { FeedSocket } from "./websocket.ts";
import { X } from "./x.ts";
import { YouTube } from "./youtube.ts";

const port = (server: Server) => (server.address() as AddressInfo).port;
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

export class FakeFeed {
  readonly posts = new Posts();
  readonly mastodon = new Mastodon(this.posts, () => this.url);
  readonly bluesky = new Bluesky(this.posts);
  readonly x = new X(this.posts);
  readonly youtube = new YouTube(this.posts);
  readonly rss = new Rss(this.posts);
  /** Every request, "GET /path". */
  readonly asked: string[] = [];
  /** Requests to the port that nobody may reach. */
  intrusions = 0;
  private readonly streams = new Set<FeedSocket>();
  private faults: Fault[] = [];
  private readonly server = createServer((request, response) => this.serve(request, response));
  private readonly inner = createServer((_, response) => {
    this.intrusions += 1;
    response.end("secret");
  });

  static async start(): Promise<FakeFeed> {
    const feed = new FakeFeed();
    feed.server.on("upgrade", (request, stream) => feed.upgrade(request, new FeedSocket(request, stream)));
    feed.posts.watch((what, post) => {
      const event = { new: "update", edited: "status.update", deleted: "delete" }[what];
      const payload = what === "deleted" ? post.id : JSON.stringify(feed.mastodon.status(post));
      for (const stream of feed.streams) stream.send(JSON.stringify({ stream: ["hashtag", post.tag], event, payload }));
    });
    await Promise.all([listen(feed.server), listen(feed.inner)]);
    return feed;
  }

  get url(): string {
    return `http://127.0.0.1:${port(this.server)}`;
  }

  get host(): string {
    return `127.0.0.1:${port(this.server)}`;
  }

  /** Where nobody may ever ask anything. */
  get forbidden(): string {
    return `http://127.0.0.1:${port(this.inner)}`;
  }

  get streaming(): number {
    return [...this.streams].filter((stream) => stream.isOpen).length;
  }

  /** What happens to the next requests that ask for posts, one after the other. */
  next(...faults: Fault[]): void {
    this.faults.push(...faults);
  }

  get faultsLeft(): number {
    return this.faults.length;
  }

  async stop(): Promise<void> {
    this.bluesky.cut();
    for (const stream of this.streams) stream.cut();
    for (const server of [this.server, this.inner]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  private upgrade(request: IncomingMessage, socket: FeedSocket): void {
    const url = new URL(request.url ?? "/", this.url);
    if (url.pathname === "/subscribe") this.bluesky.connect(socket, url);
    else if (url.pathname === "/api/v1/streaming" && request.headers.authorization) this.streams.add(socket);
    else socket.cut();
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", this.url);
      const method = request.method ?? "GET";
      this.asked.push(`${method} ${url.pathname}`);
      // Rechecks, profiles and the like work throughout: what is tested is that posts get through.
      const forPosts = /timelines|search\/recent|liveChat|feed\./.test(url.pathname);
      const isLost = method === "POST" && this.mastodon.losesNextAnswer;
      if (isLost) this.mastodon.losesNextAnswer = false;
      const fault = forPosts ? this.faults.shift() : isLost ? "truncated" : undefined;
      const twice = fault === "twice";
      const answer: Answer = this.mastodon.answer(method, url, twice, body, request.headers) ??
        this.bluesky.answer(url) ??
        this.x.answer(url, twice) ??
        this.youtube.answer(url, twice) ??
        this.rss.answer(url, twice, request.headers["if-none-match"]) ?? { status: 404, body: "{}" };
      send(response, answer, fault, this.forbidden);
    });
  }
}

// By hand: node tests/e2e/fake-feed/server.ts writes a post every two seconds and says where it listens.
if (import.meta.main) {
  const feed = await FakeFeed.start();
  console.log(`feeds on ${feed.url}`);
  setInterval(() => feed.posts.write("ward", `Post number ${feed.posts.all.length + 1}?`), 2000);
}
