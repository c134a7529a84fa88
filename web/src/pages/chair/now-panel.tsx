import type { JSX } from "preact";
import { elapsed } from "../../i18n/time";
import type { Desk } from "../../staff/desk";
import { shortly } from "../../staff/decided";
import { say as sayStaff } from "../../staff/staff-words";
import { asking, queued } from "../../state/select";
import type { Meeting } from "../../state/meeting";
import { Icon } from "../../ui/icon";
import { BeingAsked } from "../../ui/question";
import { say } from "./chair-words";

/** The question being asked, large, with its clock and the three things that can become of it. */
export function NowPanel(props: {
  desk: Desk;
  meeting: Meeting;
  now: number;
  onAnnounce: (text: string) => void;
}): JSX.Element {
  const { desk, meeting } = props;
  const question = asking(meeting);
  if (!question) return <Nothing desk={desk} meeting={meeting} />;
  const { id } = question;
  const unsent = desk.unsent.get(id);
  const since = meeting.top.asking_since;
  return (
    <BeingAsked
      question={question}
      beside={
        // Called without a connection: nobody knows yet for how long it will have been asked.
        !desk.offline && since !== null && <b class="clock">{elapsed(props.now - since)}</b>
      }
    >
      {unsent && (
        <p class="kept-line called">
          <Icon name="off" size="s" />
          {say("calledOffline")}
        </p>
      )}
      <div class="pad">
        <button
          type="button"
          class="btn main big"
          onClick={() => desk.give({ command: "answered", data: { question: id } })}
        >
          <Icon name="tick" />
          {say("answered")}
        </button>
        <button type="button" class="btn big" onClick={() => desk.answerLater(id)}>
          {say("answerLater")}
        </button>
        <button
          type="button"
          class="btn big"
          onClick={() => desk.give({ command: "put_back", data: { question: id } })}
        >
          {say("putBack")}
        </button>
      </div>
    </BeingAsked>
  );
}

function Nothing({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element {
  const next = queued(meeting)[0];
  if (meeting.top.phase !== "live") {
    return (
      <section class="idle">
        <h2>{sayStaff(meeting.top.phase === "planned" ? "notStarted" : "ended")}</h2>
        <p>{say(meeting.top.phase === "planned" ? "notStartedHelp" : "endedHelp")}</p>
      </section>
    );
  }
  return (
    <section class="idle">
      <h2>{say("nothingAsked")}</h2>
      <p>{say(next ? "nothingAskedHelp" : "nothingAskedEmpty")}</p>
      {next && (
        <button
          type="button"
          class="btn main big wide"
          aria-label={sayStaff("about", { action: say("callNext"), text: shortly(next.text) })}
          onClick={() => desk.give({ command: "call", data: { question: next.id } })}
        >
          {say("callNext")}
        </button>
      )}
    </section>
  );
}
