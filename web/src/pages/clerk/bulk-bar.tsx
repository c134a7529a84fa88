import type { JSX } from "preact";
import { say as sayStaff } from "../../staff/staff-words";
import { say } from "./clerk-words";
import { Reasons } from "./reasons";
import type { Screening } from "./use-screening";

/** What can be done with the questions that are ticked. */
export function BulkBar({ screening, ticked }: { screening: Screening; ticked: ReadonlySet<string> }): JSX.Element {
  return (
    <section class="bulk" aria-label={say("selected", { count: ticked.size })}>
      <p class="row">
        <b class="grow" role="status">
          {ticked.size === 0 ? say("selectHelp") : say("selected", { count: ticked.size })}
        </b>
        {ticked.size > 0 && screening.mode === "list" && (
          <button type="button" class="btn main" aria-keyshortcuts="D" onClick={() => screening.setMode("why")}>
            {say("declineSelected", { count: ticked.size })} <kbd>D</kbd>
          </button>
        )}
        <button type="button" class="btn" onClick={screening.tickAll}>
          {say("selectAll")}
        </button>
        <button type="button" class="btn plain" onClick={screening.back}>
          {sayStaff("cancel")} <kbd>Esc</kbd>
        </button>
      </p>
      {ticked.size > 0 && screening.mode === "why" && (
        <Reasons onChoose={(_event, reason) => screening.decline(reason)} onBack={screening.back} />
      )}
    </section>
  );
}
