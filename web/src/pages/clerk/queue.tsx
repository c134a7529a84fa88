import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { became, shortly } from "../../staff/decided";
import type { Desk } from "../../staff/desk";
import { Feed, target, type Direction } from "../../staff/feed";
import { Fold } from "../../staff/fold";
import { NotSent } from "../../staff/kept";
import { OrderButton } from "../../staff/order-dialog";
import { say as sayStaff } from "../../staff/staff-words";
import { useSteady } from "../../staff/use-steady";
import { asking } from "../../state/select";
import type { Meeting } from "../../state/meeting";
import { Icon } from "../../ui/icon";
import { Meta, supportPart } from "../../ui/question";
import { WhyHere } from "../../ui/why-here";
import { say } from "./clerk-words";

/** Shown while folded. */
const kFew = 20;

/** What the chair will call, in order, and what is asked now. */
export function Queue(props: {
  desk: Desk;
  meeting: Meeting;
  now: number;
  onOrder: () => void;
  onAnnounce: (text: string) => void;
}): JSX.Element {
  const { desk, meeting } = props;
  const list = useSteady(meeting.queue, true);
  const [all, setAll] = useState(false);
  const now = asking(meeting);
  const ids = list.rows.filter(({ gone }) => !gone).map(({ id }) => id);

  function move(id: string, to: Direction): void {
    const before = target(ids, id, to);
    if (before === undefined) return;
    desk.give({ command: "move", data: { question: id, before } });
    list.shift(id, before);
    const place = to === "top" ? 1 : ids.indexOf(id) + (to === "up" ? 0 : 2);
    props.onAnnounce(sayStaff("nowAt", { place, count: ids.length }));
  }

  return (
    <section aria-labelledby="queue">
      <div class="head">
        <h2 id="queue">
          {sayStaff("upNext")} <span class="count">{meeting.queue.length}</span>
        </h2>
        {list.unseen > 0 ? (
          <button type="button" class="btn main" onClick={list.catchUp}>
            {sayStaff("showNew", { count: list.unseen })}
          </button>
        ) : (
          <OrderButton meeting={meeting} now={props.now} onOpen={props.onOrder} />
        )}
      </div>
      {now && (
        <p class="asked-now">
          <b class="asking-label">{say("beingAskedNow")}</b>
          <span class="q">{now.text}</span>
        </p>
      )}
      {list.rows.length === 0 ? (
        <p class="cards empty">{sayStaff("nothingNext")}</p>
      ) : (
        <Feed
          label={sayStaff("upNext")}
          class="queue"
          list={list}
          limit={all ? Infinity : kFew}
          onMove={move}
          row={({ id, gone, place }) => {
            const question = meeting.questions.get(id);
            if (!question) return null;
            const button = (to: Direction): JSX.Element => (
              <button
                type="button"
                class="btn square"
                aria-label={sayStaff("about", { action: sayStaff(to), text: shortly(question.text) })}
                aria-disabled={target(ids, id, to) === undefined}
                onClick={() => move(id, to)}
              >
                <Icon name={to === "top" ? "top" : to === "up" ? "arrow-up" : "arrow-down"} size="s" />
              </button>
            );
            return (
              <>
                <span class="n">{place}</span>
                <div class="grow">
                  <p class="q">{question.text}</p>
                  <div class="under">
                    <Meta question={question} parts={supportPart(question)} />
                    {gone ? (
                      <b class="fate">{became(question)}</b>
                    ) : (
                      <span class="moves">
                        {button("top")}
                        {button("up")}
                        {button("down")}
                      </span>
                    )}
                  </div>
                  {!gone && <WhyHere meeting={meeting} question={id} />}
                  <NotSent desk={desk} question={id} />
                </div>
              </>
            );
          }}
        />
      )}
      <Fold total={list.rows.length} few={kFew} all={all} onAll={setAll} words="moreInQueue" />
    </section>
  );
}
