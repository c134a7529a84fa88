import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { shortly } from "./decided";
import type { Desk } from "./desk";
import { NotSent } from "./kept";
import { UnmergeDialog } from "./merge-dialog";
import { say } from "./staff-words";
import type { Question } from "../protocol/messages";
import { withStatus } from "../state/select";
import type { Meeting } from "../state/meeting";
import { fateOf, QuestionCard } from "../ui/question";
import { Icon } from "../ui/icon";
import type { Asked } from "./asked";

/** Held questions, and those that are done with: folded away until wanted. */
export function PutAside(props: { desk: Desk; meeting: Meeting; onWhy: (asked: Asked) => void }): JSX.Element {
  const { desk, meeting } = props;
  const [parting, setParting] = useState<Question | null>(null);
  const held = withStatus(meeting, "held");
  const done = withStatus(meeting, "answered", "declined", "merged").reverse();
  const button = (question: Question, command: "approve" | "reopen"): JSX.Element => (
    <button
      type="button"
      class="btn"
      aria-label={say("about", { action: say(command), text: shortly(question.text) })}
      onClick={() => desk.give({ command, data: { question: question.id } })}
    >
      {say(command)}
    </button>
  );
  return (
    <>
      <Folded title={say("held")} questions={held}>
        {(question) => (
          <QuestionCard
            question={question}
            parts={
              question.held_for === null ? [] : [<b class="first">{say("heldFor", { word: question.held_for })}</b>]
            }
            end={
              <span class="row">
                {button(question, "approve")}
                <button
                  type="button"
                  class="btn"
                  aria-haspopup="dialog"
                  aria-label={say("declineLong", { text: shortly(question.text) })}
                  onClick={() => props.onWhy({ question, act: (_event, what) => what() })}
                >
                  {say("declineDots")}
                </button>
              </span>
            }
          >
            <NotSent desk={desk} question={question.id} />
          </QuestionCard>
        )}
      </Folded>
      <Folded title={say("done")} questions={done}>
        {(question) => (
          <QuestionCard
            question={question}
            parts={[<b class="first">{doneWords(meeting, question)}</b>]}
            end={
              question.status === "merged" ? (
                <button
                  type="button"
                  class="btn"
                  aria-haspopup="dialog"
                  aria-label={say("about", { action: say("unmerge"), text: shortly(question.text) })}
                  onClick={() => setParting(question)}
                >
                  {say("unmergeDots")}
                </button>
              ) : (
                button(question, "reopen")
              )
            }
          >
            <NotSent desk={desk} question={question.id} />
          </QuestionCard>
        )}
      </Folded>
      {parting && (
        <UnmergeDialog
          meeting={meeting}
          question={parting}
          onYes={() => desk.give({ command: "unmerge", data: { question: parting.id } })}
          onClose={() => setParting(null)}
        />
      )}
    </>
  );
}

function doneWords(meeting: Meeting, question: Question): string {
  const into = question.into === null ? undefined : meeting.questions.get(question.into);
  return question.status === "merged" && into ? say("mergedInto", { text: shortly(into.text) }) : fateOf(question);
}

function Folded(props: {
  title: string;
  questions: readonly Question[];
  children: (question: Question) => JSX.Element;
}): JSX.Element | null {
  if (props.questions.length === 0) return null;
  return (
    <details class="folded">
      <summary>
        <h2>
          {props.title} <span class="count">{props.questions.length}</span>
        </h2>
        <Icon name="down" />
      </summary>
      <ol class="cards">
        {props.questions.map((question) => (
          <li key={question.id} class="card">
            {props.children(question)}
          </li>
        ))}
      </ol>
    </details>
  );
}
