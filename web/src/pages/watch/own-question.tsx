import type { ComponentChildren, JSX } from "preact";
import { clock } from "../../i18n/time";
import type { LiveMeeting } from "../../net/live-meeting";
import type { Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { CopyButton } from "../../ui/copy";
import { Edited } from "../../ui/origin";
import { Fate } from "../../ui/question";
import { WhyHere } from "../../ui/why-here";
import { Appeal } from "./appeal";
import { Answer, VerdictForm } from "./answer";
import { say } from "./say";

/** What became of one question of one's own, and what can still be done about it. */
export function OwnQuestion(props: {
  question: Question;
  meeting: Meeting;
  live: LiveMeeting;
  onRewrite: (text: string) => void;
}): JSX.Element {
  const { question, meeting, live } = props;
  const receipt = meeting.receipts.get(question.id) ?? null;
  const time = question.asked_at === null ? "" : clock(question.asked_at);
  const takeBack = (
    <button
      type="button"
      class="btn plain"
      onClick={() => live.give({ command: "withdraw", data: { question: question.id } })}
    >
      {say("takeBack")}
    </button>
  );
  const told = (inside: ComponentChildren, acts: ComponentChildren = null): JSX.Element => (
    <>
      <p class="meta">{say("yourSentAt", { time })}</p>
      <Fate question={question}>
        <Edited question={question} />
        {inside}
        <Acts receipt={receipt}>{acts}</Acts>
      </Fate>
    </>
  );
  switch (question.status) {
    case "waiting":
      return (
        <>
          <p>
            <b>{say("statusWaiting")}</b>
          </p>
          <p class="q">{question.text}</p>
          <Edited question={question} />
          <p class="meta">{say("sentAt", { time })}</p>
          <Acts receipt={receipt}>{takeBack}</Acts>
        </>
      );
    case "approved": {
      const place = meeting.queue.indexOf(question.id) + 1;
      return told(
        meeting.top.listening === null && place > 0 && (
          <>
            <p>{say("place", { count: place })}</p>
            <WhyHere meeting={meeting} question={question.id} />
          </>
        ),
        takeBack,
      );
    }
    case "held":
      return told(null, takeBack);
    case "declined":
      return told(
        <Appeal question={question} live={live} />,
        <button type="button" class="btn plain" onClick={() => props.onRewrite(question.text)}>
          {say("writeDifferently")}
        </button>,
      );
    case "merged": {
      const into = meeting.questions.get(question.into ?? "");
      return told(into && <p>{into.text}</p>);
    }
    case "answered":
      return told(
        <>
          <Answer question={question} meeting={meeting} />
          <VerdictForm question={question} live={live} />
        </>,
      );
    case "asking":
    case "withdrawn":
      return told(null);
  }
}

/** The link to the question's own page, which needs no account, and what else can be pressed. */
function Acts({ receipt, children }: { receipt: string | null; children: ComponentChildren }): JSX.Element | null {
  if (receipt === null && children === null) return null;
  return (
    <p class="acts">
      {receipt !== null && <CopyButton text={new URL(receipt, location.origin).href}>{say("copyLink")}</CopyButton>}
      {children}
    </p>
  );
}
