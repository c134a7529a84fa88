import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Question } from "../protocol/messages";
import type { Meeting } from "../state/meeting";
import { mergeTargets } from "../state/select";
import { closeDialog, Dialog } from "../ui/dialog";
import { Meta, supportPart } from "../ui/question";
import { shortly } from "./decided";
import { say } from "./staff-words";

const kFilterFrom = 8; // questions: fewer are found by eye

/** Asks with which question another is to be merged: side by side, those that say much the same first. */
export function MergeDialog(props: {
  meeting: Meeting;
  question: Question;
  onChoose: (event: Event, into: string) => void;
  onClose: () => void;
}): JSX.Element {
  const { question } = props;
  const [words, setWords] = useState("");
  const { like, others } = mergeTargets(props.meeting, question);
  const found = others.filter(({ text }) => text.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase()));
  const numbered = [...like, ...found];

  function choose(event: Event, into: Question): void {
    closeDialog(event);
    props.onChoose(event, into.id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || !/^[1-9]$/.test(event.key)) return;
    const into = numbered[Number(event.key) - 1];
    if (into) choose(event, into);
  }

  const choices = (list: readonly Question[]): JSX.Element => (
    <ol class="choices one">
      {list.map((other) => {
        const number = numbered.indexOf(other) + 1;
        return (
          <li key={other.id}>
            <button type="button" class="btn wide choice" onClick={(event) => choose(event, other)}>
              <span class="q">{other.text}</span>
              <span class="spread">
                <span class="meta">
                  {say("mergeInto")} {supportPart(other).map((part) => `· ${part}`)}
                </span>
                {number <= 9 && <kbd>{number}</kbd>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );

  return (
    <Dialog title={say("mergeTitle")} class="wide-dialog" onClose={props.onClose}>
      <div class="pair" onKeyDown={onKeyDown}>
        <section>
          <h3>{say("thisOne")}</h3>
          <p class="quoted">{question.text}</p>
          <Meta question={question} parts={supportPart(question)} />
          <p class="soft">{say(numbered.length + others.length === 0 ? "mergeNone" : "mergeHelp")}</p>
        </section>
        <section>
          {like.length > 0 && (
            <>
              <h3>{say("muchTheSame")}</h3>
              {choices(like)}
            </>
          )}
          {others.length > 0 && (
            <>
              <h3>{say(like.length > 0 ? "othersInQueue" : "mergeInto")}</h3>
              {others.length >= kFilterFrom && (
                <input
                  type="search"
                  class="find"
                  aria-label={say("findQuestion")}
                  placeholder={say("findQuestion")}
                  value={words}
                  onInput={(event) => setWords(event.currentTarget.value)}
                />
              )}
              {choices(found)}
            </>
          )}
        </section>
      </div>
      <button type="button" class="btn plain" onClick={closeDialog}>
        {say("back")}
      </button>
    </Dialog>
  );
}

/** Asks before a merged question stands for itself again. */
export function UnmergeDialog(props: {
  meeting: Meeting;
  question: Question;
  onYes: () => void;
  onClose: () => void;
}): JSX.Element {
  const { question } = props;
  const into = question.into === null ? undefined : props.meeting.questions.get(question.into);
  return (
    <Dialog title={say("unmergeTitle")} class="wide-dialog" onClose={props.onClose}>
      <div class="pair">
        <section>
          <h3>{say("thisOne")}</h3>
          <p class="quoted">{question.text}</p>
          <Meta question={question} />
        </section>
        {into && (
          <section>
            <h3>{say("mergedIntoThis")}</h3>
            <p class="quoted">{into.text}</p>
            <Meta question={into} parts={supportPart(into)} />
          </section>
        )}
      </div>
      <p class="soft">{say("unmergeHelp")}</p>
      <p class="acts">
        <button
          type="button"
          class="btn big main"
          aria-label={say("about", { action: say("unmerge"), text: shortly(question.text) })}
          onClick={(event) => {
            closeDialog(event);
            props.onYes();
          }}
        >
          {say("unmerge")}
        </button>
        <button type="button" class="btn big" onClick={closeDialog}>
          {say("cancel")}
        </button>
      </p>
    </Dialog>
  );
}
