import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Field } from "../../ui/field";
import { characters, faults, kCountFrom, kMostName, kMostText, type Draft, type Fault } from "./draft";
import { say } from "./say";

/** Milliseconds after the last key before the counter is read out. */
const kPause = 1_000;

/** The form for one question. Keeps nothing itself: `draft` is the page's. */
export function AskForm(props: {
  draft: Draft;
  /** Why the last attempt was refused by the server. */
  refused: string | null;
  onDraft: (draft: Draft) => void;
  onSend: (draft: Draft) => void;
  onCancel: () => void;
}): JSX.Element {
  const { draft } = props;
  const [shown, setShown] = useState<readonly Fault[]>([]);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const found = faults(draft);
    setShown(found);
    const first = found[0];
    if (!first) return props.onSend(draft);
    form.current?.querySelector<HTMLElement>(first.field === "text" ? "textarea" : "input")?.focus();
  }

  function change(change: Partial<Draft>): void {
    const next = { ...draft, ...change };
    // What was wrong goes away as soon as it is right; new faults wait for the next attempt.
    const left = faults(next);
    setShown(shown.flatMap((old) => left.find((each) => each.field === old.field && each.kind === old.kind) ?? []));
    props.onDraft(next);
  }

  const wrong = (field: Fault["field"]) => shown.find((fault) => fault.field === field);
  return (
    <form class="askform" ref={form} onSubmit={submit} noValidate>
      {props.refused !== null && (
        <div class="govuk-error-summary" role="alert">
          <h2 class="govuk-error-summary__title">{say("problem")}</h2>
          <p class="govuk-error-summary__body">{say("refusedSend", { why: props.refused })}</p>
        </div>
      )}
      <Field
        id="text"
        multiline
        label={say("yourQuestion")}
        value={draft.text}
        error={wordsOf(wrong("text"))}
        describedBy="text-left"
        onInput={(text) => change({ text })}
      >
        <Counter length={characters(draft.text)} />
      </Field>
      <Field
        id="name"
        label={
          <>
            {say("yourName")} <span class="count">{say("ifYouLike")}</span>
          </>
        }
        value={draft.name}
        error={wordsOf(wrong("name"))}
        autocomplete="name"
        onInput={(name) => change({ name })}
      />
      <button type="submit" class="btn main big wide">
        {say("send")}
      </button>
      <p class="meta">{say("whatNext")}</p>
      <button type="button" class="btn plain" onClick={props.onCancel}>
        {say("cancel")}
      </button>
    </form>
  );
}

function wordsOf(fault: Fault | undefined): string | null {
  if (!fault) return null;
  if (fault.kind === "empty") return say("emptyQuestion");
  return fault.field === "text" ? say("longQuestion", { count: fault.over }) : say("longName", { most: kMostName });
}

/** Shows from 400 characters on what is left; reads it out only when the writer pauses. */
function Counter({ length }: { length: number }): JSX.Element {
  const left = kMostText - length;
  const words = left < 0 ? say("charactersOver", { count: -left }) : say("charactersLeft", { count: left });
  const visible = length >= kCountFrom;
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(visible ? words : ""), kPause);
    return () => clearTimeout(timer);
  }, [words, visible]);
  return (
    <>
      <p class={left < 0 ? "left over" : "left"} id="text-left">
        {visible && (
          <>
            <b>{words}</b> {left >= 0 && say("ofMost", { count: kMostText })}
          </>
        )}
      </p>
      <span class="vh" role="status">
        {said}
      </span>
    </>
  );
}
