import type { JSX } from "preact";
import { shortly } from "../../staff/decided";
import type { Desk } from "../../staff/desk";
import { NotSent } from "../../staff/kept";
import { say as sayStaff } from "../../staff/staff-words";
import type { Meeting } from "../../state/meeting";
import { withStatus } from "../../state/select";
import { fateOf, QuestionCard } from "../../ui/question";
import { say } from "./rules-words";

/** Declined questions whose askers wish that the clerk looks at them again. */
export function Appeals({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element | null {
  const appealed = withStatus(meeting, "declined").filter(({ appeal }) => appeal !== null);
  if (appealed.length === 0) return null;
  return (
    <section aria-labelledby="appeals">
      <div class="head">
        <h2 id="appeals">
          {say("lookAgain")} <span class="count">{appealed.length}</span>
        </h2>
      </div>
      <ul class="cards">
        {appealed.map((question) => (
          <li key={question.id} class="card">
            <QuestionCard question={question} parts={[<b class="first">{fateOf(question)}</b>]}>
              <div class="appeal">
                <p class="label">{say("appealSays")}</p>
                <blockquote class="quoted">{question.appeal?.text}</blockquote>
              </div>
              <NotSent desk={desk} question={question.id} />
              <button
                type="button"
                class="btn"
                aria-label={sayStaff("about", { action: say("takeAfterAll"), text: shortly(question.text) })}
                onClick={() => desk.give({ command: "approve", data: { question: question.id } })}
              >
                {say("takeAfterAll")}
              </button>
            </QuestionCard>
          </li>
        ))}
      </ul>
    </section>
  );
}
