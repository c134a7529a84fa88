import type { JSX } from "preact";
import { say, type SharedKey } from "../i18n/words";
import type { Origin, Question } from "../protocol/messages";
import { Icon } from "./icon";

/** Kinds of sources as people call them. */
const places: Readonly<Record<string, string>> = {
  mastodon: "Mastodon",
  bluesky: "Bluesky",
  x: "X",
  youtube: "YouTube",
};
const ways: Readonly<Record<string, SharedKey>> = { sms: "fromSms", mail: "fromMail", feed: "fromFeed" };

/** "Llŷr, on Mastodon"; null where the source has no name of its own. */
export function fromSource({ source }: Origin, name: string): string | null {
  const place = places[source];
  if (place !== undefined) return say("onPlace", { name, place });
  const way = ways[source];
  return way === undefined ? null : say(way, { name });
}

/** Leads to the post itself, which is not ours: another window, no word of where the reader came from. */
export function OriginLink({ question }: { question: Question }): JSX.Element | null {
  const { origin } = question;
  if (!origin || origin.url === null) return null;
  return (
    <a class="origin" href={origin.url} target="_blank" rel="noopener noreferrer nofollow ugc">
      <bdi>{question.name === "" ? say("originalPost") : origin.handle || say("originalPost")}</bdi>
      <Icon name="out" size="s" />
      <span class="vh"> {say("opensOriginal")}</span>
    </a>
  );
}

/** That the wording was fixed, and what it was before. */
export function Edited({ question }: { question: Question }): JSX.Element | null {
  if (!question.edited) return null;
  return (
    <details class="edited">
      <summary>
        {say("wordingFixed")} · <span class="link">{say("showOriginal")}</span>
      </summary>
      <p class="original">{question.edited.original}</p>
    </details>
  );
}
