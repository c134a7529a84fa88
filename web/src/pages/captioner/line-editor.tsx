import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Caption } from "../../protocol/messages";
import { say } from "./captioner-words";
import { kLongest } from "./line-entry";

/** A line being put right: Enter keeps it, Escape leaves it as it was. Null: nothing changes. */
export function LineEditor(props: { line: Caption; onDone: (text: string | null) => void }): JSX.Element {
  const [text, setText] = useState(props.line.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const done = (wanted: string) => props.onDone(wanted.trim() === props.line.text ? null : wanted.trim());
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        done(text);
      }}
    >
      <textarea
        ref={field}
        class="govuk-textarea"
        rows={2}
        maxLength={kLongest}
        lang={props.line.lang}
        spellcheck
        aria-label={say("corrected")}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter") {
            event.preventDefault();
            done(text);
          } else if (event.key === "Escape") {
            props.onDone(null);
          }
        }}
      />
      <p class="acts">
        <button class="btn main">{say("save")}</button>
        <button type="button" class="btn" onClick={() => props.onDone(null)}>
          {say("cancel")}
        </button>
        {props.line.text !== "" && (
          <button type="button" class="btn danger" onClick={() => done("")}>
            {say("takeAway")}
          </button>
        )}
      </p>
    </form>
  );
}
