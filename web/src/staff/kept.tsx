import type { JSX } from "preact";
import { clock } from "../i18n/time";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { aboutOf, decided } from "./decided";
import type { Desk } from "./desk";
import { say } from "./staff-words";

/** The striped bar while there is no connection: how old is what is shown, and that one may carry on. */
export function OfflineBar({ desk }: { desk: Desk }): JSX.Element {
  const { heardAt } = desk.view;
  const count = desk.waiting.length;
  const values = { time: heardAt === null ? "–" : clock(heardAt), count };
  return (
    <header class="bar gone">
      <p class="row" role="status">
        <Mark kind="off">{say("notConnected")}</Mark>
        <span>{say(count === 0 ? "shownAsAtCarryOn" : "shownAsAtKept", values)}</span>
      </p>
    </header>
  );
}

/** What is kept on this device until the connection is back; each can still be taken back. */
export function Kept({ desk }: { desk: Desk }): JSX.Element | null {
  const { meeting, waiting } = desk;
  if (!meeting || waiting.length === 0) return null;
  return (
    <section class="kept-list" aria-labelledby="kept-title">
      <h3 id="kept-title">{say("keptTitle")}</h3>
      <ol>
        {waiting.map(({ id, command }) => {
          const about = aboutOf(command, meeting);
          const what = decided(command);
          const line = about === "" ? what : say("keptItem", { about, what });
          return (
            <li key={id}>
              <span class="grow">{line}</span>
              <button
                type="button"
                class="btn plain"
                aria-label={say("takeBackLong", { about: line })}
                onClick={() => desk.live.forget(id)}
              >
                {say("takeBack")}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Under a question: what was done to it here and has not been sent. */
export function NotSent({ desk, question }: { desk: Desk; question: string }): JSX.Element | null {
  const command = desk.unsent.get(question);
  if (!command) return null;
  return (
    <p class="kept-line">
      <Icon name="off" size="s" />
      {say("notSentYet", { what: decided(command) })}
    </p>
  );
}
