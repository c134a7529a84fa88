import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LiveMeeting } from "../../net/live-meeting";
import type { Question } from "../../protocol/messages";
import { Field } from "../../ui/field";
import { characters, kMostText } from "./draft";
import { say } from "./say";

/** Asks the clerk, once, to look at a declined question again. */
export function Appeal({ question, live }: { question: Question; live: LiveMeeting }): JSX.Element {
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  if (question.appeal !== null) {
    return (
      <>
        <p class="told">{say("appealed")}</p>
        <p class="original">{question.appeal.text}</p>
      </>
    );
  }
  if (!writing) {
    return (
      <p>
        <button type="button" class="btn" onClick={() => setWriting(true)}>
          {say("lookAgain")}
        </button>
      </p>
    );
  }
  const over = characters(text) - kMostText;
  const wrong = text.trim() === "" ? say("emptyAppeal") : over > 0 ? say("longQuestion", { count: over }) : null;
  return (
    <form
      class="appeal-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrong !== null) return;
        live.give({ command: "appeal", data: { question: question.id, text: text.trim() } });
        setWriting(false);
      }}
    >
      <Field
        id={`appeal-${question.id}`}
        multiline
        label={say("appealLabel")}
        hint={say("appealHint")}
        value={text}
        error={tried ? wrong : null}
        onInput={setText}
      />
      <p class="acts">
        <button type="submit" class="btn main">
          {say("appealSend")}
        </button>
        <button type="button" class="btn plain" onClick={() => setWriting(false)}>
          {say("cancel")}
        </button>
      </p>
    </form>
  );
}
