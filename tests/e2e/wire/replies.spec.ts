// Authors of posts are told in their own thread when their question was answered: once, and only where that is wanted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Post } from "../fake-feed/posts.ts";
import { FakeFeed } from "../fake-feed/server.ts";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";

let feed: FakeFeed;
let server: Server;
let meeting: Links & { slug: string };

before(async () => {
  feed = await FakeFeed.start();
  Object.assign(process.env, {
    WARDCAST_PUBLIC_URL: "https://meet.example.org",
    WARDCAST_SOCIAL_ALLOW_HOSTS: feed.host,
    WARDCAST_SOCIAL_REQUESTS_PER_MINUTE: "6000",
    WARDCAST_SOCIAL_POLL_S: "1",
  });
  server = await Server.start();
  meeting = await server.createMeeting("Replies", "--hashtag", "ward");
  await server.command("source", "add", meeting.slug, "mastodon", "--server", feed.url);
});
after(async () => {
  await server.stop();
  await feed.stop();
});

/** A post is written, taken, called and answered. */
async function isAnswered(text: string): Promise<Post> {
  const post = feed.posts.write("ward", text);
  const chair = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.chair) });
  const found = () => chair.state?.questions.find((question) => question.text.includes(text));
  await chair.until(text, () => found() !== undefined);
  const question = found()?.id;
  for (const command of ["approve", "call", "answered"]) await chair.done(command, { question });
  await chair.leave();
  return post;
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const replies = () => feed.asked.filter((request) => request === "POST /api/v1/statuses").length;

test("nobody is told unless an account is configured; then each author is, exactly once", async () => {
  const early = await isAnswered("Why is the library closed?");
  await server.kill();
  assert.equal(feed.asked.includes("GET /api/v2/search"), false);
  assert.equal(replies(), 0);

  // From here on with an account: also for whom a crash, or its absence, came between.
  Object.assign(process.env, {
    WARDCAST_SOCIAL_REPLY_SERVER: feed.url,
    WARDCAST_SOCIAL_REPLY_TOKEN: "token-of-the-ward",
  });
  await server.serve();
  await until(() => feed.mastodon.thread(early).length > 0);

  const post = await isAnswered("When is the bridge mended?");
  await until(() => feed.mastodon.thread(post).length > 0);
  const [reply] = feed.mastodon.thread(post);
  assert.ok(reply);
  assert.match(
    reply.status,
    /^@ann@127\.0\.0\.1 Your question was answered at the meeting: https:\/\/meet\.example\.org\/m\/replies\?at=\d{4}-/,
  );
  assert.equal(reply.visibility, "unlisted");

  // Its server took the next one, but nobody heard of that: after the crash, also a server that keeps no keys has it once.
  feed.mastodon.losesNextAnswer = true;
  feed.mastodon.forgetsKeys = true;
  const lost = await isAnswered("Who empties the bins?");
  await until(() => !feed.mastodon.losesNextAnswer);
  await server.kill();
  const before = replies();
  await server.serve();
  const last = await isAnswered("Is there a bus on Sundays?");
  await until(() => feed.mastodon.thread(last).length > 0);
  for (const one of [early, post, lost, last]) assert.equal(feed.mastodon.thread(one).length, 1, one.text);
  assert.equal(replies() - before, 1, "only the new one");
});
