import type { JSX } from "preact";
import type { Done } from "../../protocol/messages";
import { CopyButton } from "../../ui/copy";
import { closeDialog, Dialog } from "../../ui/dialog";
import { say } from "./source-words";

/** The address and the secret of a new message hook: the secret is never shown again. */
export function HookMade({ done, onClose }: { done: Done; onClose: () => void }): JSX.Element {
  const address = new URL(done.url ?? "", location.origin).href;
  return (
    <Dialog title={say("hookMade")} onClose={onClose}>
      <p>{say("hookHelp")}</p>
      <div class="secret">
        <p class="label">{say("hookAddress")}</p>
        <code>{address}</code>
        <CopyButton text={address}>{say("copyAddress")}</CopyButton>
      </div>
      <div class="secret">
        <p class="label">{say("hookSecret")}</p>
        <code>{done.secret}</code>
        <CopyButton text={done.secret ?? ""}>{say("copySecret")}</CopyButton>
      </div>
      <p class="acts">
        <button type="button" class="btn big main" onClick={closeDialog}>
          {say("noted")}
        </button>
      </p>
    </Dialog>
  );
}
