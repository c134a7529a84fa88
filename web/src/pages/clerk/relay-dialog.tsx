import type { JSX } from "preact";
import type { Command, Relay } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import { closeDialog, Dialog } from "../../ui/dialog";
import { say } from "./relay-words";

/** One relay: where it goes, on or off, and away with it. */
export function RelayDialog(props: { desk: Desk; relay: Relay; onClose: () => void }): JSX.Element {
  const { desk, relay } = props;
  const give = (event: Event, command: Command): void => {
    closeDialog(event);
    desk.give(command);
  };
  return (
    <Dialog title={relay.label} onClose={props.onClose}>
      <p class="soft">
        <bdi class="server">{relay.address}</bdi>
      </p>
      <ol class="choices one">
        <li>
          <button
            type="button"
            class="btn big wide"
            onClick={(event) => give(event, { command: "switch_relay", data: { relay: relay.id, on: !relay.on } })}
          >
            {say(relay.on ? "switchOff" : "switchOn")}
          </button>
        </li>
        <li>
          <button
            type="button"
            class="btn big wide danger"
            onClick={(event) => give(event, { command: "remove_relay", data: { relay: relay.id } })}
          >
            {say("remove")}
          </button>
        </li>
      </ol>
      <p class="soft">{say("help")}</p>
      <button type="button" class="btn plain" onClick={closeDialog}>
        {sayStaff("back")}
      </button>
    </Dialog>
  );
}
