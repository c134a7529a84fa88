import type { JSX } from "preact";
import { ago } from "../../i18n/time";
import { became, shortly } from "../../staff/decided";
import type { Desk } from "../../staff/desk";
import { Feed } from "../../staff/feed";
import { NotSent } from "../../staff/kept";
import { say as sayStaff } from "../../staff/staff-words";
import { counted } from "../../state/channels";
import type { Meeting } from "../../state/meeting";
import type { Question } from "../../protocol/messages";
import { QuestionCard } from "../../ui/question";
import { BulkBar } from "./bulk-bar";
import { ChosenQuestion } from "./chosen-question";
import { say } from "./clerk-words";
import type { KeyDoors } from "./use-keys";
import type { Screening } from "./use-screening";

const kDrawn = 60; // rows beyond the chosen one

/** Questions to be read, one of them chosen; by keyboard or by hand. */
export function ScreeningDesk(props: {
  desk: Desk;
  meeting: Meeting;
  now: number;
  screening: Screening;
  doors: KeyDoors;
}): JSX.Element {
  const { meeting, screening } = props;
  const { list, waiting, ticked } = screening;
  // Thousands may wait: rows are drawn as one comes to them.
  const limit =
    kDrawn +
    Math.max(
      0,
      list.rows.findIndex(({ id }) => id === screening.chosen),
    );
  const more = list.rows.length - limit;
  return (
    <>
      <div class="head">
        <h2 class="large">
          {sayStaff("toRead")} <span class="count">{waiting.length}</span>
        </h2>
        <Filters screening={screening} />
      </div>
      {ticked !== null && <BulkBar screening={screening} ticked={ticked} />}
      {list.unseen > 0 && (
        <button type="button" class="btn main wide fresh" onClick={list.catchUp}>
          {sayStaff("showNew", { count: list.unseen })} <kbd>N</kbd>
        </button>
      )}
      {list.rows.length === 0 ? (
        <p class="cards empty">{waiting.length === 0 ? sayStaff("nothingToRead") : say("nothingInFilter")}</p>
      ) : (
        <Feed
          label={sayStaff("toRead")}
          class="reading"
          list={list}
          limit={limit}
          chosen={screening.chosen}
          onChoose={(id) => screening.choose(id, false)}
          row={({ id, gone, act }) => {
            const question = meeting.questions.get(id);
            if (!question) return null;
            if (gone) return <QuestionCard question={question} end={<b class="fate">{became(question)}</b>} />;
            return (
              <>
                {ticked !== null && <Tick question={question} ticked={ticked.has(id)} onTick={screening.tick} />}
                <QuestionCard question={question} parts={partsOf(meeting, question, props.now)}>
                  <NotSent desk={props.desk} question={id} />
                  {id === screening.chosen && (ticked === null || ticked.size === 0) && (
                    <ChosenQuestion question={question} screening={screening} act={act} doors={props.doors} />
                  )}
                </QuestionCard>
              </>
            );
          }}
        />
      )}
      {more > 0 && <p class="meta further">{say("furtherDown", { count: more })}</p>}
    </>
  );
}

function Filters({ screening }: { screening: Screening }): JSX.Element {
  const { filter, setFilter } = screening;
  const button = (group: Screening["filter"], words: string): JSX.Element => (
    <button
      key={group}
      type="button"
      aria-pressed={filter === group}
      onClick={() => setFilter(filter === group ? null : group)}
    >
      {words}
    </button>
  );
  return (
    <div class="filters" role="group" aria-label={say("filters")}>
      {button(null, say("all"))}
      {counted(screening.waiting).map(({ group, count }) => button(group, say(`group_${group}`, { n: count })))}
    </div>
  );
}

function Tick(props: { question: Question; ticked: boolean; onTick: (id: string) => void }): JSX.Element {
  return (
    <label class="tick">
      <input type="checkbox" checked={props.ticked} onChange={() => props.onTick(props.question.id)} />
      <span class="vh">{say("selectLong", { text: shortly(props.question.text) })}</span>
    </label>
  );
}

function partsOf(meeting: Meeting, question: Question, now: number): (string | JSX.Element)[] {
  const same = question.like.map((id) => meeting.questions.get(id)).find((each) => each !== undefined);
  return [
    ...(question.first ? [<b class="first">{say("firstQuestion")}</b>] : []),
    ...(question.asked_at === null ? [] : [ago(now - question.asked_at)]),
    ...(same ? [<b class="first">{sayStaff("likeShort", { text: shortly(same.text) })}</b>] : []),
  ];
}
