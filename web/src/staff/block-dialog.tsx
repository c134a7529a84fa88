import type { JSX } from "preact";
import type { Question } from "../protocol/messages";
import type { Meeting } from "../state/meeting";
import { closeDialog, Dialog } from "../ui/dialog";
import { asker } from "../ui/question";
import { say } from "./staff-words";

/** Asks before nothing is taken any more of the person who asked a question. */
export function BlockDialog(props: {
  meeting: Meeting;
  question: Question;
  onYes: (participant: string) => void;
  onClose: () => void;
}): JSX.Element {
  const { question, meeting } = props;
  const theirs = [...meeting.questions.values()].filter(({ participant }) => participant === question.participant);
  return (
    <Dialog title={say("blockTitle")} onClose={props.onClose}>
      <p class="quoted">{question.text}</p>
      <p>
        <bdi>{asker(question)}</bdi> · {say("askedSoFar", { count: theirs.length })}
      </p>
      <p class="soft">{say("blockHelp")}</p>
      <p class="acts">
        <button
          type="button"
          class="btn big danger-fill"
          onClick={(event) => {
            closeDialog(event);
            if (question.participant !== null) props.onYes(question.participant);
          }}
        >
          {say("blockNow")}
        </button>
        <button type="button" class="btn big" onClick={closeDialog}>
          {say("cancel")}
        </button>
      </p>
    </Dialog>
  );
}
