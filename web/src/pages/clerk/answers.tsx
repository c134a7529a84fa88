import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Question } from "../../protocol/messages";
import { shortly } from "../../staff/decided";
import type { Desk } from "../../staff/desk";
import { NotSent } from "../../staff/kept";
import type { Meeting } from "../../state/meeting";
import { answerable } from "../../state/select";
import { Icon } from "../../ui/icon";
import { AnswerDialog } from "./answer-dialog";
import { say } from "./rules-words";

/** Questions that can be answered in writing: those without an answer first. */
export function Answers({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element | null {
  const [open, setOpen] = useState<Question | null>(null);
  const questions = answerable(meeting);
  if (questions.length === 0) return null;
  return (
    <details class="folded answers">
      <summary>
        <h2>
          {say("answers")} <span class="count">{questions.filter(({ answer }) => answer === null).length}</span>
        </h2>
        <Icon name="down" />
      </summary>
      <ul class="cards">
        {questions.map((question) => (
          <li key={question.id} class="card">
            <div class="grow">
              <p class="q">{question.text}</p>
              {question.verdict !== null && <p class="meta">{say(`verdict_${question.verdict}`)}</p>}
              {question.answer !== null && <p class="quoted">{question.answer.text}</p>}
              <NotSent desk={desk} question={question.id} />
            </div>
            <button
              type="button"
              class="btn"
              aria-haspopup="dialog"
              aria-label={say(question.answer === null ? "writeLong" : "changeLong", { text: shortly(question.text) })}
              onClick={() => setOpen(question)}
            >
              {say(question.answer === null ? "write" : "change")}
            </button>
          </li>
        ))}
      </ul>
      {open && <AnswerDialog desk={desk} question={open} onClose={() => setOpen(null)} />}
    </details>
  );
}
