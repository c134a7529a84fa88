import type { JSX } from "preact";
import { distance, elapsed } from "../../i18n/time";
import { positionOf, type Span } from "../../net/recording";
import type { AgendaItem, Away, Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { answered } from "../../state/select";
import { Icon } from "../../ui/icon";
import { say } from "./say";

/** The agenda with the item that is open. */
export function Agenda({ meeting }: { meeting: Meeting }): JSX.Element {
  const { items, item: open } = meeting.top;
  if (items.length === 0) return <p class="cards empty">{say("nothingAgenda")}</p>;
  return (
    <ol class="cards steps">
      {items.map((item, at) => (
        <li
          key={item.id}
          class={item.id === open ? "open" : undefined}
          aria-current={item.id === open ? "step" : undefined}
        >
          <b>{at + 1}</b>
          <span class="grow">{item.id === open ? <b>{item.title}</b> : item.title}</span>
          {item.id === open ? <b>{say("open")}</b> : item.opened_at !== null && <Icon name="tick" size="s" />}
        </li>
      ))}
    </ol>
  );
}

export interface Chapter {
  readonly item: AgendaItem;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly questions: readonly Question[];
}

/** The agenda items as they were opened, each with the questions asked while it was open. Pure. */
export function chapters(meeting: Meeting): Chapter[] {
  const opened = meeting.top.items
    .flatMap((item) => (item.opened_at === null ? [] : { item, at: item.opened_at }))
    .sort((a, b) => a.at - b.at);
  const asked = answered(meeting);
  return opened.map(({ item, at }, index) => {
    const until = opened[index + 1]?.at ?? Infinity;
    const from = index === 0 ? -Infinity : at;
    return {
      item,
      at,
      questions: asked.filter(({ called_at: called }) => called !== null && called >= from && called < until),
    };
  });
}

/** Where to jump to in the recording, with a mark where the camera was away. */
export function Chapters(props: {
  meeting: Meeting;
  /** What was recorded when; null where that is not known. */
  spans: readonly Span[] | null;
  /** Null where there is no recording to jump in. */
  onJump: ((seconds: number) => void) | null;
}): JSX.Element {
  const parts = chapters(props.meeting);
  const alone = parts.length === 0 ? answered(props.meeting) : [];
  const began = props.meeting.top.started_at ?? 0;
  const jump = (at: number, words: JSX.Element) => {
    const seconds = props.spans ? positionOf(props.spans, at) : Math.max(0, (at - began) / 1000);
    const inside = (
      <>
        <time>{elapsed(seconds * 1000)}</time>
        <span class="grow">{words}</span>
      </>
    );
    const { onJump, spans } = props;
    if (!onJump || !spans) return <p class="jump-to">{inside}</p>;
    return (
      <button type="button" class="jump-to" onClick={() => onJump(seconds)}>
        {inside}
      </button>
    );
  };
  const called = (question: Question) => question.called_at ?? question.answered_at ?? began;
  const questionJump = (question: Question) => (
    <li key={question.id}>
      {jump(
        called(question),
        <>
          {question.text}
          <br />
          <em>
            <Icon name="tick" size="s" />
            {say("statusAnswered")}
          </em>
        </>,
      )}
    </li>
  );
  const partJump = ({ item, at, questions }: Chapter) => (
    <li key={item.id} class={questions.length > 0 ? "open" : undefined}>
      {jump(at, questions.length > 0 ? <b>{item.title}</b> : <>{item.title}</>)}
      {questions.length > 0 && <ol>{questions.map(questionJump)}</ol>}
    </li>
  );
  const awayJump = ({ from, to }: Away) => (
    <li key={from}>
      {jump(
        from,
        <em>
          <Icon name="warn" size="s" />
          {to === null ? say("wasAway") : say("wasAwayFor", { time: distance(to - from) })}
        </em>,
      )}
    </li>
  );
  const marks = props.spans ? props.meeting.top.away : [];
  const entries = [
    ...parts.map((part) => ({ at: part.at, entry: partJump(part) })),
    ...alone.map((question) => ({ at: called(question), entry: questionJump(question) })),
    ...marks.map((away) => ({ at: away.from, entry: awayJump(away) })),
  ].sort((one, other) => one.at - other.at);
  return <ol class="cards jump">{entries.map(({ entry }) => entry)}</ol>;
}
