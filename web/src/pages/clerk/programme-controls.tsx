import type { JSX } from "preact";
import type { Camera, Programme } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { say } from "./programme-words";

const kShown = ["camera", "slate"] as const;

/** What viewers see and hear, beyond the cut from one camera to the other. */
export function ProgrammeControls(props: {
  desk: Desk;
  programme: Programme;
  cameras: readonly Camera[];
}): JSX.Element {
  const { desk, programme, cameras } = props;
  return (
    <div class="programme">
      <div class="choices" role="group" aria-label={say("viewersSee")}>
        {kShown.map((what) => (
          <button
            key={what}
            type="button"
            class="choice btn"
            aria-pressed={programme.show === what}
            onClick={() => programme.show !== what && desk.give({ command: "show", data: { what } })}
          >
            {say(`show_${what}`)}
          </button>
        ))}
      </div>
      {cameras.length > 1 && (
        <>
          <Choice
            label={say("choice")}
            none={say("serverChooses")}
            chosen={programme.camera}
            cameras={cameras}
            onChoose={(camera) => desk.give({ command: "switch_camera", data: { camera } })}
          />
          <Choice
            label={say("sound")}
            none={say("soundFollows")}
            chosen={programme.sound}
            cameras={cameras}
            onChoose={(camera) => desk.give({ command: "pick_sound", data: { camera } })}
          />
        </>
      )}
    </div>
  );
}

function Choice(props: {
  label: string;
  none: string;
  chosen: string | null;
  cameras: readonly Camera[];
  onChoose: (camera: string | null) => void;
}): JSX.Element {
  return (
    <label class="spread">
      <span>{props.label}</span>
      <select
        value={props.chosen ?? ""}
        onChange={(event) => props.onChoose(event.currentTarget.value === "" ? null : event.currentTarget.value)}
      >
        <option value="">{props.none}</option>
        {props.cameras.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
