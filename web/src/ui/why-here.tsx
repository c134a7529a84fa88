import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { clock } from "../i18n/time";
import type { Meeting } from "../state/meeting";
import { whyHere, type Reason } from "../state/why-here";
import { say } from "./why-words";

function words(reason: Reason): string {
  switch (reason.kind) {
    case "moved":
      return say("why_moved");
    case "due":
      return say("why_due", { overtaken: reason.overtaken });
    case "nth":
      return reason.nth <= 3 ? say(`why_nth${reason.nth as 1 | 2 | 3}`) : say("why_nthMore", { nth: reason.nth });
    case "turn":
      return say(`why_turn_${reason.channel}`);
    case "area":
      return say("why_area", { area: reason.area });
    case "support":
      return say("supportShort", { count: reason.count });
    case "time":
      return say("why_time", { time: clock(reason.at) });
  }
}

/** Under a question of the queue: why it stands there. */
export function WhyHere({ meeting, question }: { meeting: Meeting; question: string }): JSX.Element | null {
  const reasons = useMemo(() => whyHere(meeting, question), [meeting, question]);
  if (reasons.length === 0) return null;
  return <p class="meta why-here">{say("whyHere", { reasons: reasons.map(words).join(", ") })}</p>;
}
