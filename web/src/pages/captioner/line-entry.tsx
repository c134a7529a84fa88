import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { CaptionLanguage, Instant } from "../../protocol/messages";
import { say } from "./captioner-words";

/** Characters of one line: the server's bound. */
export const kLongest = 500;
/** Characters below which it is said how many are left. */
const kFew = 100;

/** Where the captioner types. A line belongs to the moment at which its first letter was typed. */
export function LineEntry(props: {
  language: CaptionLanguage;
  /** When what is typed now was said. */
  now: () => Instant;
  onSend: (text: string, from: Instant) => void;
  onEditLast: () => void;
}): JSX.Element {
  const [text, setText] = useState("");
  const began = useRef<Instant | null>(null);
  const left = kLongest - [...text].length;

  function send(): void {
    const words = text.trim();
    if (words !== "") props.onSend(words, began.current ?? props.now());
    began.current = null;
    setText("");
  }

  return (
    <form
      class="entry"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="govuk-label" for="line">
        {say("write")}
      </label>
      <textarea
        id="line"
        class="govuk-textarea"
        rows={2}
        maxLength={kLongest}
        lang={props.language}
        spellcheck
        autocomplete="off"
        aria-describedby="line-help"
        value={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          if (value.trim() === "") began.current = null;
          else began.current ??= props.now();
          setText(value);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            send();
          } else if (event.key === "ArrowUp" && text === "") {
            event.preventDefault();
            props.onEditLast();
          }
        }}
      />
      <p class="row">
        <span class="grow soft" id="line-help">
          {left <= kFew ? say("left", { count: left }) : say("writeHelp")}
        </span>
        <button class="btn main">{say("send")}</button>
      </p>
    </form>
  );
}
