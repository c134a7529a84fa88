import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import { closeDialog, Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { say } from "./programme-words";

/** Those that somebody sends, then those that the server fetches. */
const kKinds = ["whip", "srt", "rtmp", "rtsp", "device", "file", "test"] as const;
type Kind = (typeof kKinds)[number];
const kAddressed: readonly Kind[] = ["rtsp", "device", "file"];

/** Adds a camera to the meeting. What is wrong with it the desk says, as with every command. */
export function AddCameraDialog({ desk, onClose }: { desk: Desk; onClose: () => void }): JSX.Element {
  const [kind, setKind] = useState<Kind>("whip");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [tried, setTried] = useState(false);
  const addressed = kAddressed.includes(kind);

  function add(event: Event): void {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || (addressed && address.trim() === "")) return;
    desk.give({
      command: "add_camera",
      data: { name: name.trim(), kind, ...(addressed && { address: address.trim() }) },
    });
    closeDialog(event);
  }

  return (
    <Dialog title={say("addCamera")} onClose={onClose}>
      <form class="stack" onSubmit={add} noValidate>
        <Field
          id="camera-name"
          label={say("cameraName")}
          value={name}
          error={tried && name.trim() === "" ? say("nameMissing") : null}
          onInput={setName}
        />
        <div class="field">
          <label class="govuk-label" for="camera-kind">
            {say("cameraKind")}
          </label>
          <select
            id="camera-kind"
            value={kind}
            onChange={(event) => setKind(kKinds.find((each) => each === event.currentTarget.value) ?? kind)}
          >
            {kKinds.map((each) => (
              <option key={each} value={each}>
                {say(`kind_${each}`)}
              </option>
            ))}
          </select>
        </div>
        {addressed && (
          <Field
            id="camera-address"
            label={say(`address_${kind as "rtsp" | "device" | "file"}`)}
            value={address}
            error={tried && address.trim() === "" ? say("addressMissing") : null}
            onInput={setAddress}
          />
        )}
        <p class="acts">
          <button type="submit" class="btn big main">
            {say("addNow")}
          </button>
          <button type="button" class="btn big" onClick={closeDialog}>
            {sayStaff("cancel")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
