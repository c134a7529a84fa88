// The Mastodon API (docs.joinmastodon.org), as far as hashtags need it.
import type { Answer } from "./faults.ts";
import type { Post, Posts } from "./posts.ts";

const html = (text: string) =>
  `<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>")} ` +
  `<a href="https://home.example/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a></p>`;

export class Mastodon {
  readonly replies: { status: string; in_reply_to_id: string; authorization: string }[] = [];
  /** Older servers, and some of the others, have no list of statuses by ids. */
  hasStatusList = true;
  private readonly posts: Posts;
  private readonly origin: () => string;

  constructor(posts: Posts, origin: () => string) {
    this.posts = posts;
    this.origin = origin;
  }

  status(post: Post): Record<string, unknown> {
    return {
      id: post.id,
      uri: `https://home.example/users/${post.author}/statuses/${post.id}`,
      url: `https://home.example/@${post.author}/${post.id}`,
      content: html(post.text),
      visibility: "public",
      language: "en",
      created_at: post.at.toISOString(),
      edited_at: post.editedAt?.toISOString() ?? null,
      in_reply_to_id: null,
      spoiler_text: "",
      reblog: null,
      account: { acct: post.author, display_name: `${post.author} <b>`, avatar: "https://home.example/avatar.png" },
    };
  }

  answer(method: string, url: URL, twice: boolean, body: string, authorization: string): Answer | undefined {
    const timeline = /^\/api\/v1\/timelines\/tag\/(.+)$/.exec(url.pathname);
    if (timeline) return this.timeline(decodeURIComponent(timeline[1] ?? ""), url, twice);
    if (url.pathname === "/api/v1/statuses" && method === "POST") {
      const form = new URLSearchParams(body);
      this.replies.push({
        status: form.get("status") ?? "",
        in_reply_to_id: form.get("in_reply_to_id") ?? "",
        authorization,
      });
      return { body: JSON.stringify({ id: "1" }) };
    }
    if (url.pathname === "/api/v1/statuses") {
      if (!this.hasStatusList) return { status: 404, body: "{}" };
      const found = url.searchParams.getAll("id[]").map((id) => this.posts.find(id));
      return { body: JSON.stringify(found.filter((post) => post !== undefined).map((post) => this.status(post))) };
    }
    const one = /^\/api\/v1\/statuses\/(\w+)$/.exec(url.pathname);
    if (one) {
      const post = this.posts.find(one[1] ?? "");
      return post ? { body: JSON.stringify(this.status(post)) } : { status: 404, body: '{"error":"Record not found"}' };
    }
    if (url.pathname === "/api/v2/instance") {
      return { body: JSON.stringify({ configuration: { urls: { streaming: this.origin().replace("http", "ws") } } }) };
    }
    return undefined;
  }

  private timeline(tag: string, url: URL, twice: boolean): Answer {
    const limit = Number(url.searchParams.get("limit") ?? 20);
    const min = url.searchParams.get("min_id");
    const max = url.searchParams.get("max_id");
    let posts = this.posts.tagged(tag);
    if (max) posts = posts.filter((post) => Number(post.id) < Number(max));
    if (min) posts = posts.filter((post) => Number(post.id) > Number(min)).slice(-limit);
    posts = posts.slice(0, limit);
    const links = [];
    if (posts.length > 0) {
      const here = `${this.origin()}${url.pathname}?limit=${limit}`;
      links.push(`<${here}&max_id=${posts.at(-1)?.id}>; rel="next"`, `<${here}&min_id=${posts[0]?.id}>; rel="prev"`);
    }
    const shown = twice ? posts.flatMap((post) => [post, post]) : posts;
    return {
      headers: { "x-ratelimit-remaining": "299", ...(links.length > 0 ? { link: links.join(", ") } : {}) },
      body: JSON.stringify(shown.map((post) => this.status(post))),
    };
  }
}
