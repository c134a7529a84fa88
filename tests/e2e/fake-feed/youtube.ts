// The live chat of one video, as the YouTube Live Streaming API has it.
import type { Answer } from "./faults.ts";
import type { Posts } from "./posts.ts";

export class YouTube {
  /** When each poll of the chat came, in ms. */
  readonly polls: number[] = [];
  pollingIntervalMillis = 200;
  forgetsPlaces = false;
  private readonly items: Record<string, unknown>[] = [];

  constructor(posts: Posts) {
    posts.watch((what, post) => {
      if (what === "new") {
        this.items.push({
          id: `yt${post.id}`,
          snippet: {
            type: "textMessageEvent",
            liveChatId: "chat1",
            publishedAt: post.at.toISOString(),
            displayMessage: `${post.text} #${post.tag}`,
          },
          authorDetails: { channelId: `UC${post.author}`, displayName: post.author },
        });
      } else if (what === "deleted") {
        this.items.push({
          id: `del${post.id}`,
          snippet: { type: "messageDeletedEvent", messageDeletedDetails: { deletedMessageId: `yt${post.id}` } },
        });
      }
    });
  }

  answer(url: URL, twice: boolean): Answer | undefined {
    if (url.pathname === "/youtube/v3/videos") {
      return { body: JSON.stringify({ items: [{ liveStreamingDetails: { activeLiveChatId: "chat1" } }] }) };
    }
    if (url.pathname !== "/youtube/v3/liveChat/messages") return undefined;
    this.polls.push(Date.now());
    const token = url.searchParams.get("pageToken");
    if (token && this.forgetsPlaces) {
      this.forgetsPlaces = false;
      return { status: 400, body: JSON.stringify({ error: { errors: [{ reason: "pageTokenInvalid" }] } }) };
    }
    const items = this.items.slice(Number(token ?? 0));
    return {
      body: JSON.stringify({
        nextPageToken: String(this.items.length),
        pollingIntervalMillis: this.pollingIntervalMillis,
        items: twice ? items.flatMap((item) => [item, item]) : items,
      }),
    };
  }
}
