import type { JSX } from "preact";
import type { Command, Source } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import { CopyButton } from "../../ui/copy";
import { closeDialog, Dialog } from "../../ui/dialog";
import { nameOf } from "./sources-panel";
import { say } from "./source-words";

/** One source: what it reads, on or off, and away with it. */
export function SourceDialog(props: {
  desk: Desk;
  source: Source;
  /** Posts taken so far; null where nothing was heard of it yet. */
  taken: number | null;
  onClose: () => void;
}): JSX.Element {
  const { desk, source } = props;
  const give = (event: Event, command: Command): void => {
    closeDialog(event);
    desk.give(command);
  };
  const address = source.url === null ? null : new URL(source.url, location.origin).href;
  return (
    <Dialog title={nameOf(source)} onClose={props.onClose}>
      <p class="soft">
        {say(`about_${source.kind}`)} {source.server !== "" && <bdi class="server">{source.server}</bdi>}
      </p>
      {props.taken !== null && <p>{say("taken", { count: props.taken })}</p>}
      {address !== null && (
        <div class="secret">
          <p class="label">{say("hookAddress")}</p>
          <code>{address}</code>
          <CopyButton text={address}>{say("copyAddress")}</CopyButton>
        </div>
      )}
      <ol class="choices one">
        <li>
          <button
            type="button"
            class="btn big wide"
            onClick={(event) => give(event, { command: "switch_source", data: { source: source.id, on: !source.on } })}
          >
            {say(source.on ? "switchOff" : "switchOn")}
          </button>
        </li>
        <li>
          <button
            type="button"
            class="btn big wide danger"
            onClick={(event) => give(event, { command: "remove_source", data: { source: source.id } })}
          >
            {say("remove")}
          </button>
        </li>
      </ol>
      <p class="soft">{say("removeHelp")}</p>
      <button type="button" class="btn plain" onClick={closeDialog}>
        {sayStaff("back")}
      </button>
    </Dialog>
  );
}
