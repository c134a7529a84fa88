import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Question } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import { closeDialog, Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { say } from "./rules-words";

const kMost = 5_000; // characters, docs/protocol.md section 2.7

/** Writes the answer to a question, or takes it away again. */
export function AnswerDialog(props: { desk: Desk; question: Question; onClose: () => void }): JSX.Element {
  const { desk, question } = props;
  const [text, setText] = useState(question.answer?.text ?? "");
  const over = [...text.normalize("NFC").trim()].length - kMost;

  function give(event: Event, answer: string): void {
    event.preventDefault();
    if (over > 0) return;
    closeDialog(event);
    if (answer !== (question.answer?.text ?? "")) {
      desk.give({ command: "write_answer", data: { question: question.id, text: answer } });
    }
  }

  return (
    <Dialog title={say("answerTitle")} onClose={props.onClose}>
      <p class="quoted">{question.text}</p>
      <form class="stack" onSubmit={(event) => give(event, text.trim())}>
        <Field
          id="answer"
          multiline
          label={say("answerLabel")}
          hint={say("answerHint")}
          value={text}
          error={over > 0 ? say("answerLong", { count: over }) : null}
          onInput={setText}
        />
        <p class="acts">
          <button type="submit" class="btn big main">
            {sayStaff("save")}
          </button>
          {question.answer !== null && (
            <button type="button" class="btn big danger" onClick={(event) => give(event, "")}>
              {say("removeAnswer")}
            </button>
          )}
          <button type="button" class="btn big" onClick={closeDialog}>
            {sayStaff("cancel")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
