import type { JSX } from "preact";
import { distance } from "../../i18n/time";
import type { LiveMeeting, View } from "../../net/live-meeting";
import type { Waiting } from "../../net/outbox";
import type { Meeting } from "../../state/meeting";
import { own } from "../../state/select";
import { OwnQuestion } from "./own-question";
import { say } from "./say";

/** Questions that this browser has given and the server has not acknowledged yet, the newest first. */
export function unsent(view: View): Waiting[] {
  return view.waiting.filter((each) => each.command.command === "ask").reverse();
}

/** What became of one's own questions. */
export function Yours(props: {
  meeting: Meeting;
  view: View;
  live: LiveMeeting;
  now: number;
  onRewrite: (text: string) => void;
}): JSX.Element {
  const questions = own(props.meeting);
  const waiting = unsent(props.view);
  if (questions.length + waiting.length === 0) return <p class="cards empty">{say("nothingYours")}</p>;
  return (
    <ul class="mine">
      {waiting.map((each) => (
        <li class="notice" key={each.id}>
          <Unsent waiting={each} open={props.view.link.kind === "open"} now={props.now} />
          {!each.sent && (
            <p class="acts">
              <button type="button" class="btn plain" onClick={() => props.live.forget(each.id)}>
                {say("takeBack")}
              </button>
            </p>
          )}
        </li>
      ))}
      {questions.map((question) => (
        <li class="notice" key={question.id}>
          <OwnQuestion question={question} {...props} />
        </li>
      ))}
    </ul>
  );
}

function Unsent({ waiting, open, now }: { waiting: Waiting; open: boolean; now: number }): JSX.Element {
  const { command } = waiting;
  const [title, help] =
    waiting.notBefore !== null && open
      ? [say("slowDown"), say("slowDownHelp", { distance: distance(waiting.notBefore - now) })]
      : open
        ? [say("sending"), ""]
        : [say("keptHere"), say("keptHereHelp")];
  return (
    <>
      <p>
        <b>{title}</b>
      </p>
      <p class="q">{command.command === "ask" ? command.data.text : ""}</p>
      {help !== "" && <p class="meta">{help}</p>}
    </>
  );
}
