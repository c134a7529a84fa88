import type { JSX } from "preact";
import type { Mode } from "./keys";
import { ago } from "../../i18n/time";
import { declineReasons, type Command, type Question } from "../../protocol/messages";
import { became, shortly } from "../../staff/decided";
import type { Desk } from "../../staff/desk";
import { Feed, type Act } from "../../staff/feed";
import { NotSent } from "../../staff/kept";
import { say as sayStaff } from "../../staff/staff-words";
import type { SteadyList } from "../../staff/use-steady";
import { capital } from "../../staff/why";
import type { Meeting } from "../../state/meeting";
import { QuestionCard } from "../../ui/question";
import { say } from "./clerk-words";
import { counted, type Group } from "../../state/channels";

/** Questions to be read, one of them chosen; by keyboard or by hand. */
export function Screening(props: {
  desk: Desk;
  meeting: Meeting;
  now: number;
  /** All that wait, whatever the filter. */
  waiting: readonly Question[];
  filter: Group | null;
  onFilter: (filter: Group | null) => void;
  list: SteadyList;
  chosen: string | null;
  onChoose: (id: string) => void;
  mode: Mode;
  onMode: (mode: Mode) => void;
  /** Questions to merge with, in the order of their numbers. */
  targets: readonly Question[];
}): JSX.Element {
  const { meeting, list, filter, waiting } = props;
  return (
    <>
      <div class="head">
        <h2 class="large">
          {sayStaff("toRead")} <span class="count">{waiting.length}</span>
        </h2>
        <div class="filters" role="group" aria-label={say("filters")}>
          <button type="button" aria-pressed={filter === null} onClick={() => props.onFilter(null)}>
            {say("all")}
          </button>
          {counted(waiting).map(({ group, count }) => (
            <button
              key={group}
              type="button"
              aria-pressed={filter === group}
              onClick={() => props.onFilter(filter === group ? null : group)}
            >
              {say(`group_${group}`, { n: count })}
            </button>
          ))}
        </div>
      </div>
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
          chosen={props.chosen}
          onChoose={props.onChoose}
          row={({ id, gone, act }) => {
            const question = meeting.questions.get(id);
            if (!question) return null;
            if (gone) return <QuestionCard question={question} end={<b class="fate">{became(question)}</b>} />;
            const age = question.asked_at === null ? [] : [ago(props.now - question.asked_at)];
            const first = question.first ? [<b class="first">{say("firstQuestion")}</b>] : [];
            return (
              <QuestionCard question={question} parts={[...first, ...age]}>
                <NotSent desk={props.desk} question={id} />
                {id === props.chosen && <Chosen {...props} question={question} act={act} />}
              </QuestionCard>
            );
          }}
        />
      )}
    </>
  );
}

/** What can be done with the chosen question, with the key on each button. */
function Chosen(props: {
  desk: Desk;
  question: Question;
  act: Act;
  mode: Mode;
  onMode: (mode: Mode) => void;
  targets: readonly Question[];
}): JSX.Element {
  const { desk, question, act, onMode } = props;
  const give = (event: Event, command: Command): void =>
    act(event, () => {
      onMode("list");
      desk.give(command);
    });
  const back = (
    <button type="button" class="btn plain" onClick={() => onMode("list")}>
      {sayStaff("back")} <kbd>Esc</kbd>
    </button>
  );
  switch (props.mode) {
    case "why":
      return (
        <div class="why" role="group" aria-label={say("whyInline")}>
          <p class="label">{say("whyInline")}</p>
          <ol>
            {declineReasons.map((reason, at) => (
              <li key={reason}>
                <button
                  type="button"
                  class="btn"
                  onClick={(event) => give(event, { command: "decline", data: { question: question.id, reason } })}
                >
                  <kbd>{at + 1}</kbd>
                  {capital(sayStaff(`reason_${reason}`))}
                </button>
              </li>
            ))}
            <li>{back}</li>
          </ol>
        </div>
      );
    case "merge":
      return (
        <div class="why" role="group" aria-label={say("mergeInline")}>
          <p class="label">{sayStaff(props.targets.length === 0 ? "mergeNone" : "mergeTitle")}</p>
          <ol class="one">
            {props.targets.map((target, at) => (
              <li key={target.id}>
                <button
                  type="button"
                  class="btn"
                  onClick={(event) =>
                    give(event, { command: "merge", data: { question: question.id, into: target.id } })
                  }
                >
                  {at < 9 && <kbd>{at + 1}</kbd>}
                  <span class="one-line">{target.text}</span>
                </button>
              </li>
            ))}
            <li>{back}</li>
          </ol>
        </div>
      );
    case "list": {
      const about = <span class="vh">: {shortly(question.text)}</span>;
      return (
        <div class="keys">
          {(["approve", "hold"] as const).map((command) => (
            <button
              key={command}
              type="button"
              class={command === "approve" ? "btn main" : "btn"}
              aria-keyshortcuts={command === "approve" ? "A" : "H"}
              onClick={(event) => give(event, { command, data: { question: question.id } })}
            >
              {sayStaff(command)} <kbd>{command === "approve" ? "A" : "H"}</kbd>
              {about}
            </button>
          ))}
          <button type="button" class="btn" aria-keyshortcuts="D" onClick={() => onMode("why")}>
            {sayStaff("decline")} <kbd>D</kbd>
            {about}
          </button>
          <button type="button" class="btn" aria-keyshortcuts="M" onClick={() => onMode("merge")}>
            {sayStaff("merge")} <kbd>M</kbd>
            {about}
          </button>
        </div>
      );
    }
  }
}
