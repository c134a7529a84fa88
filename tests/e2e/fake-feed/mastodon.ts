// The Mastodon API (docs.joinmastodon.org), as far as hashtags need it.
import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "./faults.ts";
import type { Post, Posts } from "./posts.ts";

const html = (text: string) =>
  `<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>")} ` +
  `<a href="https://home.example/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a></p>`;

/** Somebody's answer to a post, as the API took it. */
export interface Reply {
  id: string;
  status: string;
  in_reply_to_id: string;
  visibility: string;
  language: string;
}

/** A server that people search from has ids of its own for what it fetched elsewhere. */
const fetched = (id: string) => `fetched${id}`;

export class Mastodon {
  /** Takes the next reply, and the connection breaks before it says so. */
  losesNextAnswer = false;
  /** Not every server knows the Idempotency-Key, and none keeps it for ever. */
  forgetsKeys = false;
  private readonly replies = new Map<string, Reply>(); // By Idempotency-Key.
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

  /** What stands below a post. */
  thread(post: Post): Reply[] {
    return [...this.replies.values()].filter((reply) => reply.in_reply_to_id === fetched(post.id));
  }

  answer(method: string, url: URL, twice: boolean, body: string, headers: IncomingHttpHeaders): Answer | undefined {
    const timeline = /^\/api\/v1\/timelines\/tag\/(.+)$/.exec(url.pathname);
    if (timeline) return this.timeline(decodeURIComponent(timeline[1] ?? ""), url, twice);
    if (url.pathname === "/api/v2/search") return this.search(url, headers);
    if (url.pathname === "/api/v1/statuses" && method === "POST")
      return this.publish(new URLSearchParams(body), headers);
    if (url.pathname === "/api/v1/statuses") {
      if (!this.hasStatusList) return { status: 404, body: "{}" };
      const found = url.searchParams.getAll("id[]").map((id) => this.posts.find(id));
      return { body: JSON.stringify(found.filter((post) => post !== undefined).map((post) => this.status(post))) };
    }
    const context = /^\/api\/v1\/statuses\/fetched(\w+)\/context$/.exec(url.pathname);
    if (context) return this.context(context[1] ?? "");
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

  /** docs.joinmastodon.org/methods/search: with resolve, also what only another server has. */
  private search(url: URL, headers: IncomingHttpHeaders): Answer {
    if (!headers.authorization) return { status: 401, body: '{"error":"This method requires an authenticated user"}' };
    const found = this.posts.all.filter(
      (post) => !post.deleted && this.status(post)["uri"] === url.searchParams.get("q"),
    );
    const statuses = found.map((post) => ({ ...this.status(post), id: fetched(post.id) }));
    return { body: JSON.stringify({ accounts: [], statuses, hashtags: [] }) };
  }

  /** docs.joinmastodon.org/methods/statuses#context. */
  private context(id: string): Answer {
    const post = this.posts.find(id);
    if (!post) return { status: 404, body: '{"error":"Record not found"}' };
    const link = (text: string) =>
      text.replaceAll(/https:\S+/g, (url) => `<a href="${url}"><span>${url.slice(8, 20)}</span></a>`);
    const descendants = this.thread(post).map((reply) => ({ ...reply, content: `<p>${link(reply.status)}</p>` }));
    return { body: JSON.stringify({ ancestors: [], descendants }) };
  }

  /** docs.joinmastodon.org/methods/statuses#create. */
  private publish(form: URLSearchParams, headers: IncomingHttpHeaders): Answer {
    if (!headers.authorization) return { status: 401, body: '{"error":"The access token is invalid"}' };
    const key = headers["idempotency-key"];
    const member = (name: string) => form.get(name) ?? "";
    if (member("status") === "") return { status: 422, body: '{"error":"Validation failed: Text can\'t be blank"}' };
    if (!this.posts.all.some((post) => !post.deleted && fetched(post.id) === member("in_reply_to_id"))) {
      return { status: 404, body: '{"error":"Record not found"}' };
    }
    const named = typeof key === "string" && !this.forgetsKeys ? key : `none ${this.replies.size}`;
    const reply = this.replies.get(named) ?? {
      id: String(500_000 + this.replies.size),
      status: member("status"),
      in_reply_to_id: member("in_reply_to_id"),
      visibility: member("visibility"),
      language: member("language"),
    };
    this.replies.set(named, reply);
    return { body: JSON.stringify(reply) };
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
