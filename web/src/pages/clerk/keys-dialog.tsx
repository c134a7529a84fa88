import type { JSX } from "preact";
import { say as sayStaff } from "../../staff/staff-words";
import { closeDialog, Dialog } from "../../ui/dialog";
import { say } from "./clerk-words";
import { listKeys } from "./keys";

/** All keys, and the switch that turns them off: speech input would otherwise press them (WCAG 2.1.4). */
export function KeysDialog(props: { on: boolean; onSwitch: (on: boolean) => void; onClose: () => void }): JSX.Element {
  return (
    <Dialog title={say("keysTitle")} onClose={props.onClose}>
      <p>{say("keysHelp")}</p>
      <dl class="key-list">
        {listKeys.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(`key_${does}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{say("key_back")}</dd>
        </div>
      </dl>
      <p class="spread">
        <b role="status">{say(props.on ? "keysOn" : "keysOff")}</b>
        <button type="button" class="btn" onClick={() => props.onSwitch(!props.on)}>
          {say(props.on ? "turnKeysOff" : "turnKeysOn")}
        </button>
      </p>
      <button type="button" class="btn plain" onClick={closeDialog}>
        {sayStaff("close")}
      </button>
    </Dialog>
  );
}
