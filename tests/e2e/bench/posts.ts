// Writes posts from three places at once, for scripts/bench: on Bluesky, on a Mastodon server that streams, and as
// messages to a signed hook. node posts.ts POSTS PER_SECOND; says on standard output where they are to be read, and
// begins when it is told {"hook","secret"} on standard input and both are being read. Each post carries its number and
// the time at which it left (nanoseconds of the machine's monotonic clock, which the load driver's is, too).
import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { FakeFeed } from "../fake-feed/server.ts";

const [posts = 0, perSecond = 0] = process.argv.slice(2).map(Number);
const kAuthors = 300;
const kVocabulary =
  "why when who is the a bus road school park library bin light hedge council money plan bridge river market shop street " +
  "crossing number eleven late closed open mended paid for from this year next winter children cars noise water trees";
const vocabulary = kVocabulary.split(" ");

let seed = 2026;
/** Repeatable, from 0 up to the bound. */
const random = (bound: number): number => (seed = (seed * 48271) % 2147483647) % bound;
const words = (count: number) => Array.from({ length: count }, () => vocabulary[random(vocabulary.length)]).join(" ");
const text = (number: number) => `post=${number} sent=${process.hrtime.bigint()} ${words(8 + random(16))}?`;

const [bluesky, mastodon] = [await FakeFeed.start(), await FakeFeed.start()];
console.log(JSON.stringify({ bluesky: bluesky.url, mastodon: mastodon.url }));

const [told = ""] = await new Promise<string[]>((resolve) => {
  createInterface({ input: process.stdin }).once("line", (line) => resolve([line]));
});
const { hook, secret } = JSON.parse(told) as { hook: string; secret: string };
const key = Buffer.from(secret.replace("whsec_", ""), "base64");
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function send(number: number): void {
  const body = JSON.stringify({ text: text(number), from: `+44121496${random(kAuthors)}`, via: "sms" });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", key).update(`${number}.${at}.${body}`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "webhook-id": String(number),
    "webhook-timestamp": at,
    "webhook-signature": `v1,${signature}`,
  };
  const sent = request(hook, { method: "POST", agent, headers }, (answer) => {
    if (answer.statusCode !== 202) console.error(`posts: the hook answered ${answer.statusCode}`);
    answer.resume();
  });
  sent.on("error", (error) => console.error(`posts: ${error.message}`));
  sent.end(body);
}

const write = [
  (number: number) => void bluesky.posts.write("ward", text(number), `author${random(kAuthors)}`),
  (number: number) => void mastodon.posts.write("ward", text(number), `author${random(kAuthors)}`),
  send,
];

while (bluesky.bluesky.connections === 0 || mastodon.streaming === 0) await new Promise((go) => setTimeout(go, 50));
const began = performance.now();
let written = 0;
const timer = setInterval(() => {
  const due = Math.min(posts, Math.floor(((performance.now() - began) / 1000) * perSecond));
  for (; written < due; ++written) write[written % write.length]?.(written);
  if (written === posts) clearInterval(timer);
}, 5);
