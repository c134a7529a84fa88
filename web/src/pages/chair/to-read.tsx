import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ago } from "../../i18n/time";
import { became, shortly } from "../../staff/decided";
import type { Desk } from "../../staff/desk";
import { Feed, type Act } from "../../staff/feed";
import { Fold } from "../../staff/fold";
import { NotSent } from "../../staff/kept";
import type { Asked } from "../../staff/asked";
import { say as sayStaff } from "../../staff/staff-words";
import type { SteadyList } from "../../staff/use-steady";
import type { Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { Icon } from "../../ui/icon";
import { QuestionCard } from "../../ui/question";
import { say } from "./chair-words";
import { partsOf } from "./up-next";

const kFew = 1;

/** Questions that nobody has decided on yet. New ones are not inserted until they are asked for. */
export function ToRead(props: {
  desk: Desk;
  meeting: Meeting;
  list: SteadyList;
  now: number;
  onWhy: (asked: Asked) => void;
  onMore: (asked: Asked) => void;
}): JSX.Element {
  const { desk, meeting, list } = props;
  const [all, setAll] = useState(false);
  const count = list.rows.filter(({ gone }) => !gone).length;
  return (
    <section aria-labelledby="to-read">
      <div class="head">
        <h2 id="to-read">
          {sayStaff("toRead")} <span class="count">{count}</span>
        </h2>
        {list.unseen > 0 ? (
          <button type="button" class="btn main" onClick={list.catchUp}>
            {sayStaff("showNew", { count: list.unseen })}
          </button>
        ) : (
          <span class="meta">{desk.offline ? sayStaff("newWhenBack") : count > 0 && sayStaff("nothingNew")}</span>
        )}
      </div>
      {list.rows.length === 0 ? (
        <p class="cards empty">{sayStaff("nothingToRead")}</p>
      ) : (
        <Feed
          label={sayStaff("toRead")}
          class="toread"
          list={list}
          limit={all ? Infinity : kFew}
          row={({ id, gone, act }) => {
            const question = meeting.questions.get(id);
            if (!question) return null;
            if (gone) {
              return (
                <QuestionCard question={question}>
                  <div class="verdicts">
                    <b class="fate">{became(question)}</b>
                  </div>
                </QuestionCard>
              );
            }
            const age = question.asked_at === null ? [] : [ago(props.now - question.asked_at)];
            return (
              <QuestionCard question={question} parts={[...partsOf(question), ...age]}>
                <NotSent desk={desk} question={id} />
                <Verdicts desk={desk} question={question} act={act} onWhy={props.onWhy} onMore={props.onMore} />
              </QuestionCard>
            );
          }}
        />
      )}
      <Fold total={list.rows.length} few={kFew} all={all} onAll={setAll} words="moreToRead" />
    </section>
  );
}

/** Approve, hold, decline, and the rest. */
function Verdicts(props: {
  desk: Desk;
  question: Question;
  act: Act;
  onWhy: (asked: Asked) => void;
  onMore: (asked: Asked) => void;
}): JSX.Element {
  const { desk, question, act } = props;
  const text = shortly(question.text);
  const about = (action: string): string => sayStaff("about", { action, text });
  return (
    <div class="verdicts">
      <button
        type="button"
        class="btn main big"
        aria-label={about(sayStaff("approve"))}
        onClick={(event) => act(event, () => desk.give({ command: "approve", data: { question: question.id } }))}
      >
        {sayStaff("approve")}
      </button>
      <button
        type="button"
        class="btn big"
        aria-label={about(sayStaff("hold"))}
        onClick={(event) => act(event, () => desk.give({ command: "hold", data: { question: question.id } }))}
      >
        {sayStaff("hold")}
      </button>
      <button
        type="button"
        class="btn big"
        aria-haspopup="dialog"
        aria-label={about(sayStaff("decline"))}
        onClick={() => props.onWhy({ question, act })}
      >
        {sayStaff("decline")}
        <Icon name="down" size="s" />
      </button>
      <button
        type="button"
        class="btn big square"
        aria-haspopup="dialog"
        aria-label={say("more", { text })}
        onClick={() => props.onMore({ question, act })}
      >
        <Icon name="more" />
      </button>
    </div>
  );
}
