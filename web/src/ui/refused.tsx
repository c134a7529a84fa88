import type { JSX } from "preact";
import { say } from "../i18n/words";
import { Bar } from "./bar";

/** In place of a page that the server will not show to this browser. */
export function RefusedPage({ slug }: { slug: string }): JSX.Element {
  return (
    <>
      <Bar place="Wardcast" href="/" />
      <main class="refused">
        <h1>{say("notYours")}</h1>
        <p>{say("notYoursHelp")}</p>
        <p class="acts">
          <a class="btn main" href={`/m/${encodeURIComponent(slug)}`}>
            {say("toWatch")}
          </a>
          <a class="btn" href="/">
            {say("allMeetings")}
          </a>
        </p>
      </main>
    </>
  );
}
