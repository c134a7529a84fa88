// Recent search and lookup of the X API v2 (docs.x.com).
import type { Answer } from "./faults.ts";
import type { Post, Posts } from "./posts.ts";

export class X {
  /** Search goes back seven days: an older since_id is refused. */
  refusesOldCursors = false;
  private readonly posts: Posts;

  constructor(posts: Posts) {
    this.posts = posts;
  }

  answer(url: URL, twice: boolean): Answer | undefined {
    if (url.pathname === "/2/tweets/search/recent") return this.search(url, twice);
    if (url.pathname === "/2/tweets") {
      const ids = (url.searchParams.get("ids") ?? "").split(",");
      const found = ids.map((id) => this.posts.find(id.replace(/v\d+$/, ""))).filter((post) => post !== undefined);
      const missing = ids.filter((id) => !this.posts.find(id.replace(/v\d+$/, "")));
      return this.page(found, {
        errors: missing.map((id) => ({ resource_type: "tweet", resource_id: id, title: "Not Found Error" })),
      });
    }
    return undefined;
  }

  private search(url: URL, twice: boolean): Answer {
    const tag = /#(\w+)/.exec(url.searchParams.get("query") ?? "")?.[1] ?? "";
    const since = url.searchParams.get("since_id");
    if (since && this.refusesOldCursors) {
      this.refusesOldCursors = false;
      return {
        status: 400,
        body: JSON.stringify({ errors: [{ message: "'since_id' must be a tweet id created after" }] }),
      };
    }
    const posts = this.posts
      .tagged(tag)
      .filter((post) => !since || Number(post.id) > Number(since.replace(/v\d+$/, "")));
    const start = Number(url.searchParams.get("next_token") ?? 0);
    const size = 3; // Small, so that paging is used.
    const page = posts.slice(start, start + size);
    const more = start + size < posts.length ? { next_token: String(start + size) } : {};
    return this.page(twice ? page.flatMap((post) => [post, post]) : page, {
      meta: { newest_id: page[0] ? this.id(page[0]) : undefined, result_count: page.length, ...more },
    });
  }

  // An edited post has a new id; here with its version behind the old one.
  private id(post: Post): string {
    return post.version === 1 ? post.id : `${post.id}v${post.version}`;
  }

  private page(posts: Post[], rest: Record<string, unknown>): Answer {
    const data = posts.map((post) => ({
      id: this.id(post),
      text: `${post.text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")} #${post.tag}`,
      author_id: `u${post.author}`,
      created_at: post.at.toISOString(),
      lang: "en",
      edit_history_tweet_ids: [post.id],
    }));
    const users = [...new Set(posts.map((post) => post.author))].map((author) => ({
      id: `u${author}`,
      username: author,
      name: author,
    }));
    return { body: JSON.stringify({ ...(data.length > 0 ? { data } : {}), includes: { users }, ...rest }) };
  }
}
