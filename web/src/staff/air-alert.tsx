import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Meeting } from "../state/meeting";
import { say } from "./staff-words";

/** Off and on the air is said at once, not politely. */
export function AirAlert({ meeting }: { meeting: Meeting }): JSX.Element {
  const { state } = meeting.top.air;
  const before = useRef(state);
  const [text, setText] = useState("");
  useEffect(() => {
    if (state === "off") setText(say("offAirNow"));
    else if (before.current === "off" && state === "live") setText(say("onAirNow"));
    before.current = state;
  }, [state]);
  return (
    <p class="vh" role="alert">
      {text}
    </p>
  );
}
