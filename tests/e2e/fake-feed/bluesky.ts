// Bluesky: Jetstream (github.com/bluesky-social/jetstream) and the profiles of its public API.
import type { Answer } from "./faults.ts";
import type { Post, Posts } from "./posts.ts";
import type { FeedSocket } from "./websocket.ts";

const did = (author: string) => `did:plc:${author}`;

export class Bluesky {
  /** How often somebody has connected, and with which cursor. */
  readonly cursors: (string | null)[] = [];
  /** The second version of the service refuses a stale cursor. */
  refusesOldCursors = false;
  private readonly events: { time_us: number }[] = [];
  private readonly sockets = new Set<FeedSocket>();
  private last = 0;

  constructor(posts: Posts) {
    posts.watch((what, post) => this.commit(what, post));
  }

  answer(url: URL): Answer | undefined {
    if (url.pathname !== "/xrpc/app.bsky.actor.getProfile") return undefined;
    const actor = url.searchParams.get("actor") ?? "";
    const name = actor.replace("did:plc:", "");
    return { body: JSON.stringify({ did: actor, handle: `${name}.bsky.example`, displayName: name }) };
  }

  connect(socket: FeedSocket, url: URL): void {
    const cursor = url.searchParams.get("cursor");
    this.cursors.push(cursor);
    if (cursor && this.refusesOldCursors) {
      socket.send(JSON.stringify({ error: "CursorTooOld", message: "cursor is too old" }));
      return;
    }
    this.sockets.add(socket);
    // Without a cursor: from now on.
    for (const event of this.events) if (cursor && event.time_us >= Number(cursor)) socket.send(JSON.stringify(event));
  }

  /** Ends all connections, as a restart of the service does. */
  cut(): void {
    for (const socket of this.sockets) socket.cut();
    this.sockets.clear();
  }

  get connections(): number {
    return [...this.sockets].filter((socket) => socket.isOpen).length;
  }

  accountGone(author: string): void {
    this.emit({ did: did(author), kind: "account", account: { active: false, status: "takendown" } });
  }

  private commit(what: "new" | "edited" | "deleted", post: Post): void {
    const operation = { new: "create", edited: "update", deleted: "delete" }[what];
    const text = `${post.text} #${post.tag}`;
    const record = {
      $type: "app.bsky.feed.post",
      createdAt: post.at.toISOString(),
      langs: ["en"],
      text,
      facets: [
        {
          index: { byteStart: Buffer.byteLength(post.text) + 1, byteEnd: Buffer.byteLength(text) },
          features: [{ $type: "app.bsky.richtext.facet#tag", tag: post.tag }],
        },
      ],
    };
    this.emit({
      did: did(post.author),
      kind: "commit",
      commit: {
        operation,
        collection: "app.bsky.feed.post",
        rkey: `3k${post.id}`,
        ...(what === "deleted" ? {} : { cid: `bafy${post.id}v${post.version}`, record }),
      },
    });
  }

  private emit(event: Record<string, unknown>): void {
    this.last = Math.max(this.last + 1, Date.now() * 1000);
    const stamped = { time_us: this.last, ...event };
    this.events.push(stamped);
    for (const socket of this.sockets) socket.send(JSON.stringify(stamped));
  }
}
