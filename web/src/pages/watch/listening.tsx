import type { JSX } from "preact";
import { clock } from "../../i18n/time";
import type { Meeting } from "../../state/meeting";
import { say } from "./say";

/** While the meeting listens: that nobody sees counts, and why the order is this reader's own. */
export function Listening({ meeting }: { meeting: Meeting }): JSX.Element | null {
  const { listening } = meeting.top;
  if (listening === null) return null;
  return (
    <p class="listening-note">
      <b>{say("listeningUntil", { time: clock(listening.until) })}</b> {say("listeningWhy")}
    </p>
  );
}
