// What people have written on the made-up network: each API shows the same posts in its own words.
export interface Post {
  id: string; // Rises with time, as all the APIs' ids do.
  tag: string;
  text: string;
  author: string;
  at: Date;
  editedAt: Date | undefined;
  version: number;
  deleted: boolean;
}

export class Posts {
  readonly all: Post[] = [];
  private readonly watchers: ((what: "new" | "edited" | "deleted", post: Post) => void)[] = [];
  private next = 1000;

  write(tag: string, text: string, author = "ann"): Post {
    const post: Post = {
      id: String(this.next++),
      tag,
      text,
      author,
      at: new Date(),
      editedAt: undefined,
      version: 1,
      deleted: false,
    };
    this.all.push(post);
    this.tell("new", post);
    return post;
  }

  edit(post: Post, text: string): void {
    post.text = text;
    post.version += 1;
    post.editedAt = new Date();
    this.tell("edited", post);
  }

  remove(post: Post): void {
    post.deleted = true;
    this.tell("deleted", post);
  }

  /** The posts with this hashtag that are still there, newest first. */
  tagged(tag: string): Post[] {
    return this.all.filter((post) => !post.deleted && post.tag.toLowerCase() === tag.toLowerCase()).reverse();
  }

  find(id: string): Post | undefined {
    return this.all.find((post) => post.id === id && !post.deleted);
  }

  watch(watcher: (what: "new" | "edited" | "deleted", post: Post) => void): void {
    this.watchers.push(watcher);
  }

  private tell(what: "new" | "edited" | "deleted", post: Post): void {
    for (const watcher of this.watchers) watcher(what, post);
  }
}
