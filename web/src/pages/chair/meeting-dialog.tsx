import type { JSX } from "preact";
import type { AirControls } from "../../staff/air-controls";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import type { Meeting } from "../../state/meeting";
import { LanguageLink } from "../../ui/bar";
import { closeDialog, Dialog } from "../../ui/dialog";
import { say } from "./chair-words";
import { Preview } from "./preview";

/** What concerns the meeting as a whole: the agenda, questions open or closed, the end. */
export function MeetingDialog(props: {
  desk: Desk;
  meeting: Meeting;
  controls: AirControls;
  onClose: () => void;
}): JSX.Element {
  const { desk, meeting, controls } = props;
  return (
    <Dialog title={meeting.top.title} onClose={props.onClose}>
      <p>{sayStaff(meeting.top.questions_open ? "questionsAreOpen" : "questionsAreClosed")}</p>
      <NextItem desk={desk} meeting={meeting} />
      {meeting.top.phase === "live" && <Preview />}
      <div class="choices one" onClick={closeDialog}>
        {controls.rest}
      </div>
      <p class="spread">
        <button type="button" class="btn plain" onClick={closeDialog}>
          {sayStaff("back")}
        </button>
        <LanguageLink />
      </p>
    </Dialog>
  );
}

/** One press to go on with the agenda. */
function NextItem({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element | null {
  const { items, item } = meeting.top;
  const next = items[items.findIndex(({ id }) => id === item) + 1];
  if (!next) return null;
  return (
    <button
      type="button"
      class="btn big wide"
      onClick={(event) => {
        closeDialog(event);
        desk.give({ command: "open_item", data: { item: next.id } });
      }}
    >
      {say("agendaNext", { title: next.title })}
    </button>
  );
}
