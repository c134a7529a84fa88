import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Question } from "../protocol/messages";
import { closeDialog, Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { say } from "./staff-words";

const kMost = 500; // characters, docs/protocol.md section 2.7

/** Fixes the wording of a question, the original in sight: it stays, and everyone can see both. */
export function EditDialog(props: {
  question: Question;
  onSave: (event: Event, text: string) => void;
  onClose: () => void;
}): JSX.Element {
  const { question } = props;
  const [text, setText] = useState(question.text);
  const over = [...text.normalize("NFC").trim()].length - kMost;
  const wrong = text.trim() === "" ? say("refused_empty") : over > 0 ? say("tooLong", { count: over }) : null;

  function save(event: Event): void {
    event.preventDefault();
    if (wrong !== null) return;
    closeDialog(event);
    if (text.trim() !== question.text) props.onSave(event, text.trim());
  }

  return (
    <Dialog title={say("editTitle")} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={save}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && save(event)}
      >
        <div>
          <p class="label">{say("asItWasWritten")}</p>
          <p class="quoted">{question.edited?.original ?? question.text}</p>
        </div>
        <Field
          id="wording"
          multiline
          label={say("newWording")}
          hint={say("editPublic")}
          value={text}
          onInput={setText}
          error={wrong}
        />
        <p class="acts">
          <button type="submit" class="btn big main">
            {say("save")} <kbd>Ctrl ↵</kbd>
          </button>
          <button type="button" class="btn big" onClick={closeDialog}>
            {say("cancel")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
