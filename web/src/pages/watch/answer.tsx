import type { JSX } from "preact";
import type { LiveMeeting } from "../../net/live-meeting";
import { verdicts, type Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { Icon } from "../../ui/icon";
import { momentOf } from "./moment";
import { say } from "./say";

/** What a question was answered with: in writing, and the moment of the meeting in which it was put. */
export function Answer({ question, meeting }: { question: Question; meeting: Meeting }): JSX.Element | null {
  const moment = momentOf(meeting, question);
  if (question.answer === null && moment === null) return null;
  return (
    <div class="answer">
      {question.answer !== null && (
        <>
          <p class="label">{say("writtenAnswer")}</p>
          <p class="written">{question.answer.text}</p>
        </>
      )}
      {moment !== null && (
        <a class="btn plain" href={moment}>
          <Icon name="play" size="s" />
          {say("watchAnswer")}
        </a>
      )}
    </div>
  );
}

/** Its asker alone says whether a question was answered. */
export function VerdictForm({ question, live }: { question: Question; live: LiveMeeting }): JSX.Element {
  return (
    <fieldset class="verdict-form">
      <legend>{say("wasAnswered")}</legend>
      <p class="row">
        {verdicts.map((verdict) => (
          <button
            key={verdict}
            type="button"
            class="btn"
            aria-pressed={question.verdict === verdict}
            onClick={() => live.give({ command: "verdict", data: { question: question.id, verdict } })}
          >
            {question.verdict === verdict && <Icon name="tick" size="s" />}
            {say(`verdict_${verdict}`)}
          </button>
        ))}
      </p>
    </fieldset>
  );
}
