import type { JSX } from "preact";
import { declineReasons, type DeclineReason, type Question } from "../protocol/messages";
import { closeDialog, Dialog } from "../ui/dialog";
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

/** A reason as a sentence of its own. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
