import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { LiveMeeting, View } from "../../net/live-meeting";
import type { CameraAlarm } from "../../protocol/messages";
import { Dialog } from "../../ui/dialog";
import { useLanguage, useMeeting, useNow, useTitle } from "../../ui/hooks";
import { Icon } from "../../ui/icon";
import { slugOfPage } from "../../ui/start";
import { useWakeLock } from "../../ui/wake-lock";
import { watchBattery, type Charge } from "./battery";
import { Network, Sound, type NetworkFact, type SoundFact } from "./facts";
import { HoldToStop } from "./hold-to-stop";
import { OnAir } from "./on-air";
import { Preview } from "./preview";
import { Rig, wayOf, type RigView, type Way } from "./rig";
import { Fault, Refused, Setup, Ended } from "./screens";
import { hear, listening, verdict, type Hearing } from "../../state/sound";
import { judge, type Standing, type Word } from "./standing";
import { tip } from "./tip";
import { TipBox } from "./tip-box";
import { say } from "./camera-words";

const kFresh = 4000; // ms for which the server's last word counts while the socket comes back
const kHeardLost = 3000; // ms of "the server hears nothing" after which the session is replaced

export function CameraPage(): JSX.Element {
  useLanguage();
  const slug = useMemo(() => slugOfPage(), []);
  const { live, view } = useMeeting(slug, "camera");
  const way = useMemo(() => wayOf(slug, location), [slug]);
  const { rig, device } = useRig(way);
  const heard = useServersEar(live, way.camera);
  const now = useNow(250);
  const charge = useCharge(device.devices.kind === "open");
  const top = view.meeting?.top ?? null;
  const standing = useStanding(device, wordOf(view, heard?.state ?? null, now), now);
  useTitle(say("title", { title: top?.title ?? slug }));

  useEffect(() => {
    if (standing.kind === "ended") rig.shut();
  }, [standing.kind, rig]);
  const lostFor = standing.kind === "lost" ? now - standing.since : 0;
  useEffect(() => {
    if (lostFor > kHeardLost) rig.unheard();
  }, [lostFor, rig]);

  const upright = useUpright();
  const advice = tip(
    {
      standing,
      pictureLost: device.devices.kind === "open" && device.devices.video === null,
      muted: device.muted,
      sound: heard ? verdict(heard.hearing, now) : "quiet",
      alarms: heard?.alarms ?? [],
      battery: charge && !charge.charging ? charge.percent : null,
      link: device.link?.level ?? null,
      byWeb: device.publisher.kind === "connected" && device.publisher.by === "web",
      upright,
    },
    now,
  );
  const refused = view.link.kind === "refused" || standing.kind === "refused";
  const open = device.devices.kind === "open";
  const [short, setShort] = useState(false);
  useEffect(() => setShort(false), [standing.kind]);

  return (
    <div class={standing.kind === "live" ? "viewfinder live" : "viewfinder"}>
      <OnAir standing={standing} top={top} now={now + (view.meeting?.skew ?? 0)} />
      <p class="vh" role="alert">
        {saidOf(standing)}
      </p>
      <main class="view">
        <h1 class="vh">{say("title", { title: top?.title ?? slug })}</h1>
        {standing.kind === "ended" ? (
          <Ended slug={slug} />
        ) : refused ? (
          <Refused standing={standing} />
        ) : device.devices.kind === "open" ? (
          <>
            {device.devices.video && <Preview track={device.devices.video} mirrored={rig.facingUs} />}
            {advice && <TipBox tip={advice} slug={slug} onCamera={() => void rig.setUp()} />}
          </>
        ) : device.devices.kind === "fault" ? (
          <Fault fault={device.devices.fault} onAgain={() => void rig.setUp()} />
        ) : (
          <Setup slug={slug} asking={device.devices.kind === "asking"} onSetUp={() => void rig.setUp()} />
        )}
      </main>
      {open && !refused && standing.kind !== "ended" && (
        <>
          <Awake />
          <section class="facts" aria-label={say("facts")}>
            <Sound {...soundOf(device, heard, standing, now)} />
            <Network network={networkOf(device, view, standing)} percent={charge?.percent ?? null} />
          </section>
          <Controls device={device} rig={rig}>
            {standing.kind === "not-live" || standing.kind === "busy" ? (
              <button type="button" class="go" onClick={() => rig.goLive()}>
                <i class="dot" />
                {say("goLive")}
              </button>
            ) : (
              <HoldToStop onStop={() => rig.stop()} onTooShort={() => setShort(true)} />
            )}
            <p class="vh" role="status">
              {short && say("holdHint")}
            </p>
          </Controls>
        </>
      )}
      {standing.kind === "busy" && <Busy was={standing.was} rig={rig} />}
    </div>
  );
}

/** Keeps the screen on while it stands. */
function Awake(): null {
  useWakeLock();
  return null;
}

function Controls({ device, rig, children }: { device: RigView; rig: Rig; children: ComponentChildren }): JSX.Element {
  return (
    <footer class={device.canFlip ? "controls" : "controls one"} aria-label={say("controls")}>
      {device.canFlip && (
        <button
          type="button"
          class="tool flip"
          aria-label={say("flipLong")}
          aria-disabled={device.flipping}
          onClick={() => void rig.flip()}
        >
          <Icon name="flip" />
          <span>{say("flip")}</span>
        </button>
      )}
      {children}
      <button
        type="button"
        class={device.muted ? "tool mic muted" : "tool mic"}
        aria-pressed={!device.muted}
        onClick={() => rig.mute(!device.muted)}
      >
        <Icon name={device.muted ? "mic-off" : "mic"} />
        <span>{say(device.muted ? "micOff" : "micOn")}</span>
      </button>
    </footer>
  );
}

function Busy({ was, rig }: { was: boolean; rig: Rig }): JSX.Element {
  return (
    <Dialog title={say(was ? "tookTitle" : "busyTitle")} onClose={() => rig.leaveBusy()}>
      <p>{say(was ? "tookText" : "busyText")}</p>
      <p class="acts">
        <button type="button" class="btn big danger-fill" onClick={() => rig.takeOver()}>
          {say(was ? "takeBack" : "takeOver")}
        </button>
        <button type="button" class="btn big" onClick={() => rig.leaveBusy()}>
          {say("leaveIt")}
        </button>
      </p>
    </Dialog>
  );
}

function useRig(way: Way): { rig: Rig; device: RigView } {
  const [rig, ending] = useMemo(() => {
    const end = new AbortController();
    return [new Rig(way, (view) => setDevice(view), end.signal), end] as const;
  }, [way]);
  const [device, setDevice] = useState(rig.view);
  useEffect(() => () => ending.abort(), [ending]);
  return { rig, device };
}

interface ServersEar {
  readonly state: "live" | "lost" | "none";
  readonly hearing: Hearing;
  readonly alarms: readonly CameraAlarm[];
}

/** What the server hears and sees of this camera; null until it says so. */
function useServersEar(live: LiveMeeting, camera: string): ServersEar | null {
  const [ear, setEar] = useState<ServersEar | null>(null);
  useEffect(
    () =>
      live.onMessage((message) => {
        if (message.type !== "signal" || message.camera !== camera) return;
        const { state, level_db, alarms } = message;
        setEar((before) => {
          const now = Date.now();
          const hearing = before?.state === "live" && state === "live" ? before.hearing : listening(now);
          return { state, hearing: hear(hearing, level_db, now), alarms };
        });
      }),
    [live, camera],
  );
  return ear;
}

function wordOf(view: View, signal: ServersEar["state"] | null, now: number): Word | null {
  if (!view.meeting || view.heardAt === null) return null;
  const { phase, air } = view.meeting.top;
  const fresh = view.link.kind === "open" || now - view.heardAt < kFresh;
  // The signal is quicker than the log to say that the camera is away.
  return { fresh, phase, air: air.state === "live" && signal === "lost" ? "lost" : air.state };
}

function useStanding(device: RigView, word: Word | null, now: number): Standing {
  const before = useRef<Standing>({ kind: "not-live" });
  before.current = judge(before.current, device.publisher, word, now);
  return before.current;
}

function useCharge(asked: boolean): Charge | null {
  const [charge, setCharge] = useState<Charge | null>(null);
  useEffect(() => {
    if (!asked) return;
    const ending = new AbortController();
    void watchBattery(setCharge, ending.signal);
    return () => ending.abort();
  }, [asked]);
  return charge;
}

function useUpright(): boolean {
  const [upright, setUpright] = useState(false);
  useEffect(() => {
    const query = matchMedia("(orientation: portrait)");
    const tell = (): void => setUpright(query.matches);
    tell();
    query.addEventListener("change", tell);
    return () => query.removeEventListener("change", tell);
  }, []);
  return upright;
}

function soundOf(device: RigView, ear: ServersEar | null, standing: Standing, now: number): SoundFact {
  const { muted, hearing } = device;
  if (standing.kind === "not-live" || standing.kind === "busy") {
    return { db: hearing.db, verdict: verdict(hearing, now), source: "here", muted };
  }
  if (standing.kind !== "live" || ear === null) return { db: -100, verdict: "silent", source: "nobody", muted };
  return { db: ear.hearing.db, verdict: verdict(ear.hearing, now), source: "server", muted };
}

function networkOf(device: RigView, view: View, standing: Standing): NetworkFact {
  if (device.publisher.kind === "connected" && device.link) return { kind: "sending", quality: device.link };
  if (standing.kind === "lost" || view.link.kind !== "open") return { kind: "none" };
  return { kind: "ready" };
}

/** What is read out, at once, when it changes. */
function saidOf(standing: Standing): string {
  switch (standing.kind) {
    case "live":
      return say("isLive");
    case "lost":
      return say("isLost");
    case "not-live":
    case "off-air":
      return say("isNotLive");
    default:
      return "";
  }
}
