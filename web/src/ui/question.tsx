import type { ComponentChildren, JSX } from "preact";
import { say, type SharedKey } from "../i18n/words";
import type { Channel, Question, Status } from "../protocol/messages";
import { Icon } from "./icon";
import { Edited, fromSource, OriginLink } from "./origin";

const places: Readonly<Record<Channel, SharedKey>> = {
  web: "fromWeb",
  floor: "fromFloor",
  paper: "fromPaper",
  proxy: "fromProxy",
  post: "fromPost",
  message: "fromMessage",
};

const statusWords: Readonly<Record<Status, SharedKey>> = {
  waiting: "statusWaiting",
  approved: "statusApproved",
  held: "statusHeld",
  asking: "statusAsking",
  answered: "statusAnswered",
  declined: "statusDeclined",
  merged: "statusMerged",
  withdrawn: "statusWithdrawn",
};

/** "Ann, from home"; "Llŷr, on Mastodon". */
export function asker(question: Question): string {
  const { origin } = question;
  const name = question.name || origin?.handle || say("noName");
  return (origin && fromSource(origin, name)) ?? say(places[question.channel], { name });
}

/** "Not taken: off topic for this meeting". */
export function fateOf(question: Question): string {
  const status = say(statusWords[question.status]);
  if (question.status !== "declined" || question.reason === null) return status;
  return `${status}: ${say(`reason_${question.reason}`)}`;
}

/** What goes under a question: its asker and where it came from, and what `parts` adds, between middle dots. */
export function Meta({ question, parts = [] }: { question: Question; parts?: ComponentChildren[] }): JSX.Element {
  return (
    <p class="meta">
      <bdi>{asker(question)}</bdi>
      {question.area !== "" && (
        <>
          {" "}
          · <bdi>{question.area}</bdi>
        </>
      )}
      {question.origin?.url != null && (
        <>
          {" "}
          · <OriginLink question={question} />
        </>
      )}
      {parts.map((part) => (
        <> · {part}</>
      ))}
    </p>
  );
}

/** "14 support"; nothing where there is none, or where counts are not shown. */
export function supportPart({ supporters }: Question): string[] {
  return supporters !== null && supporters > 0 ? [say("supportShort", { count: supporters })] : [];
}

/** Support with its count, where counts are shown; pressing again takes it back. */
export function SupportButton(props: {
  pressed: boolean;
  count: number | null;
  /** The question's text, so that the button says which one it is about. */
  about: string;
  onPress: () => void;
}): JSX.Element {
  const { pressed, count } = props;
  const words =
    count === null
      ? say(pressed ? "supportPressedUncounted" : "supportPressUncounted")
      : say(pressed ? "supportPressed" : "supportPress", { count });
  return (
    <button
      type="button"
      class="support"
      aria-pressed={pressed}
      aria-label={`${words} ${props.about.slice(0, 80)}`}
      onClick={props.onPress}
    >
      <Icon name={pressed ? "up-full" : "up"} size="s" />
      {count}
    </button>
  );
}

/** The question being asked now: the only amber on a page. `children` are what can be done with it. */
export function BeingAsked(props: {
  question: Question;
  /** Beside the label, as the chair's clock. */
  beside?: ComponentChildren;
  children?: ComponentChildren;
}): JSX.Element {
  const { question } = props;
  return (
    <section class="asking" aria-labelledby="asking-label">
      <div class="spread">
        <h2 class="asking-label" id="asking-label">
          {say("beingAsked")}
        </h2>
        {props.beside}
      </div>
      <p class={question.text.length > 160 ? "q long" : "q"}>{question.text}</p>
      <Meta
        question={question}
        parts={question.supporters === null ? [] : [say("support", { count: question.supporters })]}
      />
      <Edited question={question} />
      {props.children}
    </section>
  );
}

/** One question of a list. */
export function QuestionCard(props: {
  question: Question;
  /** Its place in the queue, where that is shown. */
  number?: number;
  parts?: ComponentChildren[];
  /** At the end of the row, as the support button. */
  end?: ComponentChildren;
  /** Below the question. */
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <>
      {props.number !== undefined && <span class="n">{props.number}</span>}
      <div class="grow">
        <p class="q" lang={props.question.origin?.lang ?? undefined}>
          {props.question.text}
        </p>
        <Meta question={props.question} parts={props.parts} />
        <Edited question={props.question} />
        {props.children}
      </div>
      {props.end}
    </>
  );
}

/** What became of a question of one's own, or of another. */
export function Fate({ question, children }: { question: Question; children?: ComponentChildren }): JSX.Element {
  return (
    <>
      <p class="q">{question.text}</p>
      <p class="verdict">
        <b>{fateOf(question)}</b>
      </p>
      {children}
    </>
  );
}
