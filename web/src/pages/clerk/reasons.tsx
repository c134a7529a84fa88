import type { JSX } from "preact";
import { declineReasons, type DeclineReason } from "../../protocol/messages";
import { say as sayStaff } from "../../staff/staff-words";
import { capital } from "../../staff/why";
import { say } from "./clerk-words";

/** The published reasons, each with its number. */
export function Reasons(props: {
  onChoose: (event: Event, reason: DeclineReason) => void;
  onBack: () => void;
}): JSX.Element {
  return (
    <div class="why" role="group" aria-label={say("whyInline")}>
      <p class="label">{say("whyInline")}</p>
      <ol>
        {declineReasons.map((reason, at) => (
          <li key={reason}>
            <button type="button" class="btn" onClick={(event) => props.onChoose(event, reason)}>
              <kbd>{at + 1}</kbd>
              {capital(sayStaff(`reason_${reason}`))}
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="btn plain" onClick={props.onBack}>
            {sayStaff("back")} <kbd>Esc</kbd>
          </button>
        </li>
      </ol>
    </div>
  );
}
