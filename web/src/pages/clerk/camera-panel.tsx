import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { LiveMeeting } from "../../net/live-meeting";
import type { Signal } from "../../protocol/messages";
import { AirState } from "../../staff/air-controls";
import type { Meeting } from "../../state/meeting";
import { hear, kSegments, listening, segments, verdict, type Hearing } from "../../state/sound";
import { say } from "./clerk-words";

const kDots = 7;

/** What the server hears and sees of the camera; null until it says so. */
function useSignal(live: LiveMeeting): { signal: Signal; hearing: Hearing } | null {
  const [heard, setHeard] = useState<{ signal: Signal; hearing: Hearing } | null>(null);
  useEffect(
    () =>
      live.onMessage((message) => {
        if (message.type !== "signal") return;
        setHeard((before) => {
          const now = Date.now();
          const known = before?.signal.state === message.state ? before.hearing : listening(now);
          return { signal: message, hearing: hear(known, message.level_db, now) };
        });
      }),
    [live],
  );
  return heard;
}

/** Whether the camera sends, is heard, and how well. */
export function CameraPanel({ live, meeting, now }: { live: LiveMeeting; meeting: Meeting; now: number }): JSX.Element {
  const heard = useSignal(live);
  const state = heard?.signal.state ?? (meeting.top.air.state === "live" ? "live" : "none");
  return (
    <section aria-labelledby="camera">
      <div class="head">
        <h2 id="camera">{say("camera")}</h2>
      </div>
      <div class="cards cam">
        <p class="spread">
          <b>{say(state === "live" ? "cameraLive" : state === "lost" ? "cameraLost" : "cameraNone")}</b>
          {meeting.top.phase === "live" && meeting.top.air.state !== "none" && <AirState meeting={meeting} />}
        </p>
        {heard?.signal.unrecorded === true && (
          <p class="notice" role="alert">
            <b>{say("unrecorded")}</b> {say("unrecordedHelp")}
          </p>
        )}
        {state === "live" && heard ? (
          <Sound {...heard} now={now} />
        ) : (
          <p class="meta">{state !== "live" && say(state === "lost" ? "cameraLostHelp" : "cameraNoneHelp")}</p>
        )}
      </div>
    </section>
  );
}

function Sound({ signal, hearing, now }: { signal: Signal; hearing: Hearing; now: number }): JSX.Element {
  const lit = Math.round((segments(hearing.db) * kDots) / kSegments);
  const words = { heard: "heardWell", quiet: "heardQuietly", silent: "heardNothing" } as const;
  return (
    <>
      <p class="meta row">
        <span class="dots lv" aria-hidden="true">
          {Array.from({ length: kDots }, (_, at) => (
            <i key={at} class={at < lit ? "f" : ""} />
          ))}
        </span>
        {say(words[verdict(hearing, now)])}
      </p>
      <p class="meta">
        {say("pictureGood", { height: signal.height, fps: Math.round(signal.fps) })} ·{" "}
        {say("rate", { value: (signal.kbps / 1000).toFixed(1) })}
      </p>
    </>
  );
}
