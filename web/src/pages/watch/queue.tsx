import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { LiveMeeting, View } from "../../net/live-meeting";
import type { Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { answered, queuedForViewer } from "../../state/select";
import { support } from "../../state/support";
import { Edited } from "../../ui/origin";
import { Meta, SupportButton } from "../../ui/question";
import { Answer } from "./answer";
import { Listening } from "./listening";
import { say } from "./say";

/**
 * What will be asked, in order: a feed, so that a screen reader walks it article by article (Page Up and Page Down), and
 * no live region: it would talk all the time.
 */
export function Queue({ meeting, view, live }: { meeting: Meeting; view: View; live: LiveMeeting }): JSX.Element {
  const questions = queuedForViewer(meeting);
  const done = answered(meeting);
  if (questions.length === 0 && done.length === 0) {
    return <p class="cards empty">{say(meeting.top.phase === "planned" ? "nothingNextYet" : "nothingNext")}</p>;
  }
  return (
    <>
      <Listening meeting={meeting} />
      {questions.length === 0 ? (
        <p class="cards empty">{say("nothingNext")}</p>
      ) : (
        <div class="cards" role="feed" aria-label={say("next")} onKeyDown={walk}>
          {questions.map((question, at) => (
            <Article key={question.id} question={question} place={at + 1} size={questions.length}>
              <Support question={question} meeting={meeting} view={view} live={live} />
            </Article>
          ))}
        </div>
      )}
      {done.length > 0 && (
        <section class="asked-already">
          <h2>{say("done")}</h2>
          <ul class="cards">
            {done.map((question) => (
              <li class="card" key={question.id}>
                <div class="grow">
                  <p class="q" lang={question.origin?.lang ?? undefined}>
                    {question.text}
                  </p>
                  <Meta question={question} parts={[say("statusAnswered")]} />
                  <Edited question={question} />
                  <Answer question={question} meeting={meeting} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Article(props: { question: Question; place: number; size: number; children: JSX.Element }): JSX.Element {
  const id = useId();
  return (
    <article
      class="card"
      tabIndex={0}
      aria-posinset={props.place}
      aria-setsize={props.size}
      aria-labelledby={`${id}-q`}
    >
      <div class="grow">
        <p class="q" id={`${id}-q`} lang={props.question.origin?.lang ?? undefined}>
          {props.question.text}
        </p>
        <Meta question={props.question} />
        <Edited question={props.question} />
      </div>
      {props.children}
    </article>
  );
}

function Support(props: { question: Question; meeting: Meeting; view: View; live: LiveMeeting }): JSX.Element {
  const { pressed, count } = support(props.meeting, props.view.presses, props.question.id);
  return (
    <SupportButton
      pressed={pressed}
      count={count}
      about={props.question.text}
      onPress={() => props.live.support(props.question.id, !pressed)}
    />
  );
}

/** The keys of ARIA's feed pattern: Page Down and Page Up go from article to article. */
function walk(event: KeyboardEvent): void {
  const step = { PageDown: 1, PageUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  const articles = [...event.currentTarget.querySelectorAll<HTMLElement>("article")];
  const at = articles.findIndex((article) => article.contains(document.activeElement));
  const next = articles[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
