import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { distance } from "../../i18n/time";
import type { Rules } from "../../protocol/messages";
import { Field } from "../../ui/field";
import { characters, faults, kCountFrom, kMostArea, kMostName, kMostText, type Draft, type Fault } from "./draft";
import { say } from "./say";

/** Milliseconds after the last key before the counter is read out. */
const kPause = 1_000;

/** The form for one question. Keeps nothing itself: `draft` is the page's. */
export function AskForm(props: {
  draft: Draft;
  rules: Rules;
  /** Why the last attempt was refused by the server. */
  refused: string | null;
  onDraft: (draft: Draft) => void;
  onSend: (draft: Draft) => void;
  onCancel: () => void;
}): JSX.Element {
  const { draft } = props;
  const { naming, slow_s: slow } = props.rules;
  const [shown, setShown] = useState<readonly Fault[]>([]);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const found = faults(draft, naming);
    setShown(found);
    const first = found[0];
    if (!first) return props.onSend(draft);
    form.current?.querySelector<HTMLElement>(`#${first.field}`)?.focus();
  }

  function change(change: Partial<Draft>): void {
    const next = { ...draft, ...change };
    // What was wrong goes away as soon as it is right; new faults wait for the next attempt.
    const left = faults(next, naming);
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
      <div class="who-where">
        {naming !== "anonymous" && (
          <Field
            id="name"
            label={naming === "required" ? say("yourName") : <Optional>{say("yourName")}</Optional>}
            value={draft.name}
            error={wordsOf(wrong("name"))}
            autocomplete="name"
            onInput={(name) => change({ name })}
          />
        )}
        <Field
          id="area"
          label={<Optional>{say("yourArea")}</Optional>}
          value={draft.area}
          error={wordsOf(wrong("area"))}
          onInput={(area) => change({ area })}
        />
      </div>
      {naming === "required" && (
        <label class="tick-line">
          <input
            type="checkbox"
            checked={draft.anonymous}
            onChange={(event) => change({ anonymous: event.currentTarget.checked })}
          />
          <span>{say("withoutName")}</span>
        </label>
      )}
      <button type="submit" class="btn main big wide">
        {say("send")}
      </button>
      <p class="meta">
        {say(naming === "anonymous" || draft.anonymous ? "whatNextUnnamed" : "whatNext")}{" "}
        {slow > 0 && say("slowMode", { distance: distance(slow * 1000) })}
      </p>
      <button type="button" class="btn plain" onClick={props.onCancel}>
        {say("cancel")}
      </button>
    </form>
  );
}

/** A label that says that one may leave it out. */
function Optional({ children }: { children: string }): JSX.Element {
  return (
    <>
      {children} <span class="count">{say("ifYouLike")}</span>
    </>
  );
}

function wordsOf(fault: Fault | undefined): string | null {
  if (!fault) return null;
  if (fault.kind === "empty") return say(fault.field === "text" ? "emptyQuestion" : "emptyName");
  if (fault.field === "text") return say("longQuestion", { count: fault.over });
  return fault.field === "name" ? say("longName", { most: kMostName }) : say("longArea", { most: kMostArea });
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
