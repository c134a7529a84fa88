import type { JSX } from "preact";
import { clock } from "../../i18n/time";
import type { Burst } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import type { Meeting } from "../../state/meeting";
import { Icon } from "../../ui/icon";
import { say } from "./rules-words";

/** Newcomers who came many at once: told, and their support can be left out and counted again. */
export function Bursts({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element | null {
  const { bursts } = meeting.top;
  if (bursts.length === 0) return null;
  return (
    <section aria-labelledby="bursts">
      <div class="head">
        <h2 id="bursts">{say("burstTitle")}</h2>
      </div>
      <ul class="cards">
        {bursts.map((burst) => (
          <li key={burst.id} class="flagged">
            <p class="row">
              <Icon name="warn" size="s" />
              <b>{words(burst)}</b>
            </p>
            <p class="meta">
              {say(burst.removed ? "burstOut" : "burstCounts")} {!burst.removed && say("burstHelp")}
            </p>
            <button
              type="button"
              class="btn"
              onClick={() =>
                desk.give({ command: burst.removed ? "restore_burst" : "remove_burst", data: { burst: burst.id } })
              }
            >
              {say(burst.removed ? "restoreBurst" : "removeBurst")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function words({ participants: count, from, to }: Burst): string {
  if (from === null || to === null) return say("burstUndated", { count });
  return say("burst", { count, from: clock(from), to: clock(to) });
}
