// A feed with conditional GET (RFC 9110 section 13), as RSS 2.0 and as Atom.
import type { Answer } from "./faults.ts";
import type { Post, Posts } from "./posts.ts";

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;");

export class Rss {
  notModified = 0;
  private readonly posts: Posts;

  constructor(posts: Posts) {
    this.posts = posts;
  }

  answer(url: URL, twice: boolean, ifNoneMatch: string | undefined): Answer | undefined {
    const kind = /^\/feed\.(rss|atom)$/.exec(url.pathname)?.[1];
    if (!kind) return undefined;
    const here = this.posts.all.filter((post) => !post.deleted).reverse();
    const posts = twice ? here.flatMap((post) => [post, post]) : here;
    const etag = `"${here.map((post) => `${post.id}.${post.version}`).join(",")}"`;
    if (ifNoneMatch === etag) {
      this.notModified += 1;
      return { status: 304, headers: { etag }, body: "" };
    }
    const entries = posts.map((post) => (kind === "rss" ? this.item(post) : this.entry(post))).join("");
    const body =
      kind === "rss"
        ? `<?xml version="1.0"?><rss version="2.0"><channel><title>Forum</title>${entries}</channel></rss>`
        : `<feed xmlns="http://www.w3.org/2005/Atom"><title>Forum</title>${entries}</feed>`;
    return { headers: { "content-type": `application/${kind}+xml`, etag }, body };
  }

  private item(post: Post): string {
    const html = escape(`<p>${escape(post.text)} #${post.tag}</p>`);
    return `<item><guid>g${post.id}</guid><link>https://forum.example/${post.id}</link><author>${post.author}</author>
<pubDate>${post.at.toUTCString()}</pubDate><description>${html}</description></item>`;
  }

  private entry(post: Post): string {
    return `<entry><id>urn:${post.id}</id><link href="https://forum.example/${post.id}"/><updated>${post.at.toISOString()}</updated>
<author><name>${post.author}</name></author><content type="html">${escape(`<p>${escape(post.text)} #${post.tag}</p>`)}</content></entry>`;
  }
}
