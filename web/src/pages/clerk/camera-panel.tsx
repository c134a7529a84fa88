import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Camera } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { useSignals, type Heard } from "../../staff/signals";
import type { Meeting } from "../../state/meeting";
import { AddCameraDialog } from "./add-camera-dialog";
import { CameraLinkDialog } from "./camera-link-dialog";
import { say as sayClerk } from "./clerk-words";
import { CameraRow } from "./camera-row";
import { ProgrammeControls } from "./programme-controls";
import { StillPicture } from "./still-picture";
import { say } from "./programme-words";

/** Kinds that somebody sends: the others the server fetches itself. */
const kSent = ["whip", "srt", "rtmp"];

/** The cameras that the meeting has, and those that send without being named. */
function camerasOf(meeting: Meeting, signals: ReadonlyMap<string, Heard>): Camera[] {
  const known = meeting.top.cameras;
  const sending = [...signals.keys()].filter((id) => !known.some((camera) => camera.id === id));
  const unnamed = sending.map((id) => ({ id, name: id, kind: "whip" }));
  return [...known, ...unnamed].map((camera) =>
    camera.name !== camera.id ? camera : { ...camera, name: ownName(camera.id) },
  );
}

function ownName(id: string): string {
  if (id === "main") return say("main");
  return id === "test" ? say("test") : id;
}

/** Every camera and what viewers are given of them. */
export function CameraPanel(props: { desk: Desk; meeting: Meeting; now: number }): JSX.Element {
  const { desk, meeting, now } = props;
  const { top } = meeting;
  const signals = useSignals(desk.live);
  const cameras = camerasOf(meeting, signals);
  const [open, setOpen] = useState<Camera | "new" | null>(null);
  const connected = [...signals.values()].some(({ signal }) => signal.state !== "none");
  return (
    <section aria-labelledby="camera">
      <div class="head">
        <h2 id="camera">{say("cameras")}</h2>
        {top.phase !== "ended" && (
          <button
            type="button"
            class="btn plain"
            aria-haspopup="dialog"
            aria-label={say("addCamera")}
            onClick={() => setOpen("new")}
          >
            {say("add")}
          </button>
        )}
      </div>
      {[...signals.values()].some(({ signal }) => signal.unrecorded) && (
        <p class="notice" role="alert">
          <b>{sayClerk("unrecorded")}</b> {sayClerk("unrecordedHelp")}
        </p>
      )}
      {top.rehearsal && <p class="meta">{say("rehearsing")}</p>}
      {cameras.length > 0 && (
        <ul class="cards plain">
          {cameras.map((camera) => (
            <CameraRow
              key={camera.id}
              camera={camera}
              heard={signals.get(camera.id) ?? null}
              seen={isSeen(meeting, signals.get(camera.id) ?? null)}
              slug={top.slug}
              now={now}
              onPut={() => desk.give({ command: "switch_camera", data: { camera: camera.id } })}
              onLink={kSent.includes(camera.kind) ? () => setOpen(camera) : null}
            />
          ))}
        </ul>
      )}
      {!connected && (
        <p class="meta">
          {say("none")}. {say("noneHelp")}
        </p>
      )}
      <ViewersGet signals={signals} />
      {top.phase !== "ended" && <ProgrammeControls desk={desk} programme={top.programme} cameras={cameras} />}
      {top.phase !== "ended" && <StillPicture desk={desk} meeting={meeting} />}
      <Rehearsal desk={desk} meeting={meeting} />
      {open === "new" && <AddCameraDialog desk={desk} onClose={() => setOpen(null)} />}
      {open !== null && open !== "new" && (
        <CameraLinkDialog slug={top.slug} camera={open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

function isSeen(meeting: Meeting, heard: Heard | null): boolean {
  if (meeting.top.phase !== "live" || heard?.signal.state !== "live") return false;
  return meeting.top.programme.show === "camera" && !heard.signal.alarms.includes("not_on_air");
}

function ViewersGet({ signals }: { signals: ReadonlyMap<string, Heard> }): JSX.Element | null {
  const viewers = [...signals.values()].map(({ signal }) => signal.viewers).find((each) => each && each.fps > 0);
  if (!viewers) return null;
  return (
    <p class="meta given">{say("viewersGet", { fps: viewers.fps, delay: (viewers.delay_ms / 1000).toFixed(1) })}</p>
  );
}

function Rehearsal({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element | null {
  const { phase, rehearsal } = meeting.top;
  if (phase !== "planned") return null;
  return (
    <div class="choices one">
      {!rehearsal && <p class="meta">{say("rehearseHelp")}</p>}
      <button
        type="button"
        class="btn big"
        onClick={() => desk.give({ command: "rehearse", data: { on: !rehearsal } })}
      >
        {say(rehearsal ? "endRehearsal" : "rehearse")}
      </button>
    </div>
  );
}
