import type { JSX } from "preact";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import type { Meeting } from "../../state/meeting";
import { asker } from "../../ui/question";
import { Icon } from "../../ui/icon";
import { say } from "./rules-words";

/** Those of whom nothing is taken any more, each with the way back. */
export function BlockedPeople({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element | null {
  const { blocked } = meeting.top;
  if (blocked.length === 0) return null;
  return (
    <details class="folded">
      <summary>
        <h2>
          {say("blocked")} <span class="count">{blocked.length}</span>
        </h2>
        <Icon name="down" />
      </summary>
      <ul class="cards">
        {blocked.map(({ participant }) => {
          const name = nameOf(meeting, participant);
          return (
            <li key={participant} class="card">
              <bdi class="grow">{name}</bdi>
              <button
                type="button"
                class="btn"
                aria-label={say("unblockLong", { name })}
                onClick={() => desk.give({ command: "unblock", data: { participant } })}
              >
                {sayStaff("unblock")}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function nameOf(meeting: Meeting, participant: string): string {
  const theirs = [...meeting.questions.values()].find((question) => question.participant === participant);
  return theirs ? asker(theirs) : say("nobodyKnown");
}
