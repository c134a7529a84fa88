import type { JSX } from "preact";
import { dayAndClock } from "../../i18n/time";
import { wording } from "../../i18n/words";
import type { MeetingLinks } from "../../protocol/meetings";
import { Icon } from "../../ui/icon";
import { Qr } from "../../ui/qr";
import { linksWords } from "./links-words";
import "./links-sheet.css";

const say = wording("links", linksWords);
const roles = ["camera", "chair", "clerk", "captioner", "room"] as const;

/** One printable page: a poster for the notice board, and below the cut a code for each person who runs the meeting. */
export function LinksSheet(props: {
  meeting: MeetingLinks;
  /** Milliseconds since 1970; null where no time is set. */
  starts: number | null;
  hashtags: readonly string[];
}): JSX.Element {
  const { title, links } = props.meeting;
  return (
    <div class="sheet">
      <section class="poster">
        <div>
          {props.starts !== null && <p class="when">{dayAndClock(props.starts)}</p>}
          <h1>{title}</h1>
          <p class="say">
            <b>{say("watchFromHome")}</b>
            <br />
            {say("pointOrGo")}
          </p>
          <p class="addr">
            <Spoken address={links.watch} />
          </p>
          <p class="say">
            {say("noAccount")} {props.hashtags[0] && say("orHashtag", { hashtag: props.hashtags[0] })}
          </p>
        </div>
        <Qr text={links.watch} label={say("qrFor", { name: spoken(links.watch) })} />
      </section>
      <p class="cut">{say("cut")}</p>
      <section class="role-links">
        {roles.map((role) => (
          <article key={role}>
            <Qr text={links[role]} label={say("qrFor", { name: say(role) })} />
            <div>
              <h2>{say(role)}</h2>
              <p>
                {role !== "room" && <b>{say("keepPrivate")} </b>}
                {say(`${role}May`)}
              </p>
              <p class="url">
                <a href={links[role]}>
                  <Spoken address={links[role]} />
                </a>
              </p>
            </div>
          </article>
        ))}
      </section>
      <p class="print-it">
        <button type="button" class="btn" onClick={() => window.print()}>
          <Icon name="print" size="s" />
          {say("print")}
        </button>
      </p>
    </div>
  );
}

/** The same, which breaks between its parts only. */
function Spoken({ address }: { address: string }): JSX.Element {
  return (
    <>
      {spoken(address)
        .split(/(?=[/?])/)
        .map((part, at) => (
          <>
            {at > 0 && <wbr />}
            {part}
          </>
        ))}
    </>
  );
}

/** An address as one says it: without its scheme. */
function spoken(address: string): string {
  return address.replace(/^https?:\/\//, "");
}
