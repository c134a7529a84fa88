import type { JSX } from "preact";
import type { LiveMeeting } from "../net/live-meeting";
import { trouble } from "../state/camera-trouble";
import type { Meeting } from "../state/meeting";
import { Icon } from "../ui/icon";
import { say } from "./camera-alert-words";
import { useSignals } from "./signals";

/** Says at once, to everybody who runs the meeting, when what the camera sends is of no use to viewers. */
export function CameraAlert({ live, meeting }: { live: LiveMeeting; meeting: Meeting }): JSX.Element {
  const signals = useSignals(live);
  const { top } = meeting;
  const wanted = top.air.state === "off" || top.programme.show !== "camera" ? "other" : "camera";
  const found = trouble(
    [...signals.values()].map(({ signal }) => signal),
    wanted,
  );
  return (
    <div role="alert">
      {found && (
        <p class="camera-alert">
          <Icon name="warn" />
          <span>{say(found)}</span>
        </p>
      )}
    </div>
  );
}
