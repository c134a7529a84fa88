import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { clock, elapsed } from "../i18n/time";
import type { Command } from "../protocol/messages";
import type { Meeting } from "../state/meeting";
import { closeDialog, Dialog } from "../ui/dialog";
import { Mark } from "../ui/mark";
import { say } from "./staff-words";

/** What the bar says first: on air or not, since when, and who watches. */
export function AirMark({ meeting, now }: { meeting: Meeting; now: number }): JSX.Element {
  const { top } = meeting;
  const watching = <span class="soft nowrap">{say("watching", { count: top.watching })}</span>;
  switch (top.phase) {
    case "planned":
      return (
        <>
          <Mark kind="ring">{say("notStarted")}</Mark>
          <span class="soft nowrap">{top.starts !== null && say("starts", { time: clock(top.starts) })}</span>
        </>
      );
    case "ended":
      return (
        <>
          <Mark kind="tick">{say("ended")}</Mark>
          {watching}
        </>
      );
    case "live":
      return (
        <>
          <AirState meeting={meeting} />
          {top.started_at !== null && <b class="clock">{elapsed(now - top.started_at)}</b>}
          {watching}
        </>
      );
  }
}

/** On air, off air, camera away, no camera: shape and word. */
function AirState({ meeting }: { meeting: Meeting }): JSX.Element {
  switch (meeting.top.air.state) {
    case "live":
      return <Mark kind="live">{say("onAir")}</Mark>;
    case "lost":
      return <Mark kind="off">{say("cameraAway")}</Mark>;
    case "off":
      return <Mark kind="ring">{say("offAir")}</Mark>;
    case "none":
      return <Mark kind="ring">{say("noCamera")}</Mark>;
  }
}

type Asked = "off_air" | "on_air" | "end_meeting";
type Plain = Extract<Command, { data: Record<string, never> }>["command"];

const words = {
  off_air: { title: "goOffAirTitle", text: "goOffAirText", yes: "goOffAirNow", no: "stayOnAir" },
  on_air: { title: "goOnAirTitle", text: "goOnAirText", yes: "goOnAirNow", no: "stayOffAir" },
  end_meeting: { title: "endTitle", text: "endText", yes: "endNow", no: "goOn" },
} as const;

/** Asks once before everybody's picture changes. */
export function AirDialog(props: { asked: Asked; onYes: () => void; onClose: () => void }): JSX.Element {
  const { title, text, yes, no } = words[props.asked];
  return (
    <Dialog title={say(title)} onClose={props.onClose}>
      <p>{say(text)}</p>
      {props.asked === "off_air" && (
        <div class="told">
          <p class="label">{say("viewersRead")}</p>
          <blockquote>{say("viewersReadText")}</blockquote>
        </div>
      )}
      <p class="acts">
        <button
          type="button"
          class={props.asked === "on_air" ? "btn big main" : "btn big danger-fill"}
          onClick={(event) => {
            closeDialog(event);
            props.onYes();
          }}
        >
          {say(yes)}
        </button>
        <button type="button" class="btn big" onClick={closeDialog}>
          {say(no)}
        </button>
      </p>
    </Dialog>
  );
}

export interface AirControls {
  /** The button of the moment: off air, on air, or start; null where none fits. */
  readonly main: JSX.Element | null;
  /** Questions open or closed, and the end. */
  readonly rest: JSX.Element;
  /** The question that is being asked about it, if any. */
  readonly dialog: JSX.Element | null;
}

/** The buttons that concern the meeting as a whole. */
export function useAirControls(meeting: Meeting | null, give: (command: Command) => void): AirControls {
  const [asked, setAsked] = useState<Asked | null>(null);
  const plain = (command: Plain): void => give({ command, data: {} });
  const dialog = asked && <AirDialog asked={asked} onYes={() => plain(asked)} onClose={() => setAsked(null)} />;
  if (!meeting) return { main: null, rest: <></>, dialog };
  const { phase, air, questions_open } = meeting.top;
  const main =
    phase === "planned" ? (
      <button type="button" class="btn big main" onClick={() => plain("start_meeting")}>
        {say("startMeeting")}
      </button>
    ) : phase === "ended" ? null : air.state === "off" ? (
      <button type="button" class="btn big" onClick={() => setAsked("on_air")}>
        {say("goOnAir")}
      </button>
    ) : (
      <button type="button" class="btn big" onClick={() => setAsked("off_air")}>
        {say("goOffAir")}
      </button>
    );
  const rest = (
    <>
      {phase !== "ended" && (
        <button
          type="button"
          class="btn big"
          onClick={() => plain(questions_open ? "close_questions" : "open_questions")}
        >
          {say(questions_open ? "closeQuestions" : "openQuestions")}
        </button>
      )}
      {phase === "ended" ? (
        <button type="button" class="btn big" onClick={() => plain("start_meeting")}>
          {say("reopenMeeting")}
        </button>
      ) : (
        <button type="button" class="btn big danger" onClick={() => setAsked("end_meeting")}>
          {say("endMeeting")}
        </button>
      )}
    </>
  );
  return { main, rest, dialog };
}
