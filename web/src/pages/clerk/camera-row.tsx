import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Camera } from "../../protocol/messages";
import type { Heard } from "../../staff/signals";
import { kSegments, segments, verdict } from "../../state/sound";
import { Icon } from "../../ui/icon";
import { Mark } from "../../ui/mark";
import { cameraTroubleWords } from "./camera-trouble-words";
import { say } from "./programme-words";

const kDots = 7;
const kFresh = 10_000; // ms: the server makes a new picture as often

export interface CameraRowProps {
  readonly camera: Camera;
  readonly heard: Heard | null;
  /** Viewers see it. */
  readonly seen: boolean;
  readonly slug: string;
  readonly now: number;
  readonly onPut: () => void;
  /** Null where nobody sends it: the server fetches it. */
  readonly onLink: (() => void) | null;
}

/** One camera: what it shows, how it is heard, what is wrong with it, and the button that puts it on the air. */
export function CameraRow({ camera, heard, seen, slug, now, onPut, onLink }: CameraRowProps): JSX.Element {
  const live = heard?.signal.state === "live";
  return (
    <li class="card camera-row">
      {live && <Thumbnail slug={slug} camera={camera.id} turn={Math.floor(now / kFresh)} />}
      <div class="grow">
        <p class="spread">
          <b>{camera.name}</b>
          {seen && <Mark kind="live">{say("onAir")}</Mark>}
        </p>
        {live ? (
          <Facts heard={heard} now={now} />
        ) : heard?.signal.trouble ? (
          <p class="meta row">
            <Icon name="warn" size="s" />
            <span>{cameraTroubleWords(heard.signal.trouble)}</span>
          </p>
        ) : (
          <p class="meta">{say(heard ? "lost" : "away")}</p>
        )}
      </div>
      {live && !seen && (
        <button type="button" class="btn" aria-label={say("putOnAirLong", { name: camera.name })} onClick={onPut}>
          {say("putOnAir")}
        </button>
      )}
      {!live && onLink && (
        <button
          type="button"
          class="btn"
          aria-haspopup="dialog"
          aria-label={say("linkLong", { name: camera.name })}
          onClick={onLink}
        >
          {say("link")}
        </button>
      )}
    </li>
  );
}

function Facts({ heard: { signal, hearing }, now }: { heard: Heard; now: number }): JSX.Element {
  const lit = Math.round((segments(hearing.db) * kDots) / kSegments);
  const words = { heard: "heardWell", quiet: "heardQuietly", silent: "heardNothing" } as const;
  const alarms = signal.alarms.filter((alarm) => alarm !== "silence"); // The words beside the level say that.
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
        {say("picture", {
          height: signal.height,
          fps: Math.round(signal.fps),
          rate: (signal.kbps / 1000).toFixed(1),
        })}
      </p>
      {alarms.map((alarm) => (
        <p key={alarm} class="meta row">
          <Icon name="warn" size="s" />
          {say(`alarm_${alarm}`)}
        </p>
      ))}
    </>
  );
}

/** The server's latest picture of the camera; nothing where it has none. */
function Thumbnail(props: { slug: string; camera: string; turn: number }): JSX.Element | null {
  const [missing, setMissing] = useState(false);
  if (missing) return null;
  const path = `/m/${encodeURIComponent(props.slug)}/cameras/${encodeURIComponent(props.camera)}.jpg`;
  return (
    <img
      class="thumbnail"
      src={`${path}?${props.turn}`}
      width={128}
      height={72}
      alt=""
      onError={() => setMissing(true)}
    />
  );
}
