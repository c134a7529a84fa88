import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { became, shortly } from "../../staff/decided";
import type { Desk } from "../../staff/desk";
import type { Asked } from "../../staff/asked";
import { Feed, target, type Direction } from "../../staff/feed";
import { Fold } from "../../staff/fold";
import { NotSent } from "../../staff/kept";
import { OrderButton } from "../../staff/order-dialog";
import { say as sayStaff } from "../../staff/staff-words";
import type { SteadyList } from "../../staff/use-steady";
import type { Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { Icon } from "../../ui/icon";
import { QuestionCard, supportPart } from "../../ui/question";
import { WhyHere } from "../../ui/why-here";
import { say } from "./chair-words";

/** Shown while folded: what the chair has in mind. */
const kFew = 3;

/** The approved questions in the order in which they will be asked. */
export function UpNext(props: {
  desk: Desk;
  meeting: Meeting;
  list: SteadyList;
  now: number;
  onOrder: () => void;
  onMore: (asked: Asked) => void;
  onAnnounce: (text: string) => void;
}): JSX.Element {
  const { desk, meeting, list } = props;
  const [ordering, setOrdering] = useState(false);
  const [all, setAll] = useState(false);
  const ids = list.rows.filter(({ gone }) => !gone).map(({ id }) => id);
  const count = meeting.queue.length;

  function move(id: string, to: Direction): void {
    const before = target(ids, id, to);
    if (before === undefined) return;
    desk.give({ command: "move", data: { question: id, before } });
    list.shift(id, before);
    const place = to === "top" ? 1 : ids.indexOf(id) + (to === "up" ? 0 : 2);
    props.onAnnounce(sayStaff("nowAt", { place, count: ids.length }));
  }

  return (
    <section aria-labelledby="up-next">
      <div class="head">
        <h2 id="up-next">
          {sayStaff("upNext")} <span class="count">{count}</span>
        </h2>
        <span class="row">
          {list.unseen > 0 ? (
            <button type="button" class="btn main" onClick={list.catchUp}>
              {sayStaff("showNew", { count: list.unseen })}
            </button>
          ) : (
            count > 1 && (
              <button type="button" class="btn" aria-pressed={ordering} onClick={() => setOrdering(!ordering)}>
                {say(ordering ? "orderDone" : "changeOrder")}
              </button>
            )
          )}
          <OrderButton meeting={meeting} now={props.now} onOpen={props.onOrder} />
        </span>
      </div>
      {list.rows.length === 0 ? (
        <p class="cards empty">{sayStaff("nothingNext")}</p>
      ) : (
        <Feed
          label={sayStaff("upNext")}
          class="upnext"
          list={list}
          limit={all ? Infinity : kFew}
          onMove={move}
          row={({ id, gone, place, act }) => {
            const question = meeting.questions.get(id);
            if (!question) return null;
            if (gone)
              return <QuestionCard question={question} number={place} end={<b class="fate">{became(question)}</b>} />;
            const about = shortly(question.text);
            const button = (to: Direction): JSX.Element => (
              <button
                type="button"
                class="btn square tall"
                aria-label={sayStaff("about", { action: sayStaff(to), text: about })}
                aria-disabled={target(ids, id, to) === undefined}
                onClick={() => move(id, to)}
              >
                <Icon name={to === "top" ? "top" : to === "up" ? "arrow-up" : "arrow-down"} />
              </button>
            );
            return (
              <QuestionCard
                question={question}
                number={place}
                parts={supportPart(question)}
                end={
                  ordering ? (
                    <span class="row order">
                      {button("top")}
                      {button("up")}
                      {button("down")}
                      <button
                        type="button"
                        class="btn square tall"
                        aria-label={say("more", { text: about })}
                        onClick={() => props.onMore({ question, act })}
                      >
                        <Icon name="more" />
                      </button>
                    </span>
                  ) : (
                    <button
                      type="button"
                      class="btn big"
                      aria-label={sayStaff("about", { action: sayStaff("call"), text: about })}
                      onClick={(event) => act(event, () => desk.give({ command: "call", data: { question: id } }))}
                    >
                      {sayStaff("call")}
                    </button>
                  )
                }
              >
                <WhyHere meeting={meeting} question={id} />
                <NotSent desk={desk} question={id} />
              </QuestionCard>
            );
          }}
        />
      )}
      <Fold total={list.rows.length} few={kFew} all={all} onAll={setAll} words="moreInQueue" />
    </section>
  );
}

export function partsOf(question: Question): (string | JSX.Element)[] {
  const support = supportPart(question);
  return question.first ? [...support, <b class="first">{sayStaff("firstQuestion")}</b>] : support;
}
