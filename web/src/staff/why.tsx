import type { JSX } from "preact";
import { declineReasons, type DeclineReason, type Question } from "../protocol/messages";
import { asking, queued } from "../state/select";
import type { Meeting } from "../state/meeting";
import { closeDialog, Dialog } from "../ui/dialog";
import { Meta } from "../ui/question";
import { say } from "./staff-words";

/** Asks why a question is not taken; the answer is public. */
export function WhyDialog(props: {
  question: Question;
  onChoose: (event: Event, reason: DeclineReason) => void;
  onClose: () => void;
}): JSX.Element {
  return (
    <Dialog title={say("whyTitle")} onClose={props.onClose}>
      <p class="quoted">{props.question.text}</p>
      <p class="soft">{say("whyTold")}</p>
      <ol class="choices">
        {declineReasons.map((reason) => (
          <li key={reason}>
            <button
              type="button"
              class="btn big wide"
              onClick={(event) => {
                closeDialog(event);
                props.onChoose(event, reason);
              }}
            >
              {capital(say(`reason_${reason}`))}
            </button>
          </li>
        ))}
      </ol>
      <button type="button" class="btn plain" onClick={closeDialog}>
        {say("back")}
      </button>
    </Dialog>
  );
}

/** Asks with which approved question another is to be merged. */
export function MergeDialog(props: {
  meeting: Meeting;
  question: Question;
  onChoose: (event: Event, into: string) => void;
  onClose: () => void;
}): JSX.Element {
  const now = asking(props.meeting);
  const others = [...(now ? [now] : []), ...queued(props.meeting)].filter(({ id }) => id !== props.question.id);
  return (
    <Dialog title={say("mergeTitle")} onClose={props.onClose}>
      <p class="quoted">{props.question.text}</p>
      <p class="soft">{say(others.length === 0 ? "mergeNone" : "mergeHelp")}</p>
      <ol class="choices one">
        {others.map((other) => (
          <li key={other.id}>
            <button
              type="button"
              class="btn big wide choice"
              onClick={(event) => {
                closeDialog(event);
                props.onChoose(event, other.id);
              }}
            >
              <span class="q">{other.text}</span>
              <Meta question={other} />
            </button>
          </li>
        ))}
      </ol>
      <button type="button" class="btn plain" onClick={closeDialog}>
        {say("back")}
      </button>
    </Dialog>
  );
}

/** A reason as a sentence of its own. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
