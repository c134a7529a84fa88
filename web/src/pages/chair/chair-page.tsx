import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { AirAlert } from "../../staff/air-alert";
import { CameraAlert } from "../../staff/camera-alert";
import { AirMark, useAirControls } from "../../staff/air-controls";
import { useDesk, type Desk } from "../../staff/desk";
import { Kept, OfflineBar } from "../../staff/kept";
import { Nudge, ParityLine } from "../../staff/parity-line";
import { PutAside } from "../../staff/put-aside";
import { StaffPage } from "../../staff/page";
import { Perch } from "../../staff/perch";
import { say as sayStaff } from "../../staff/staff-words";
import { useSteady } from "../../staff/use-steady";
import type { Meeting } from "../../state/meeting";
import { parity } from "../../state/parity";
import { openItem, withStatus } from "../../state/select";
import { Announcer } from "../../ui/announcer";
import { useLanguage, useNow, useTitle } from "../../ui/hooks";
import { Icon } from "../../ui/icon";
import { slugOfPage } from "../../ui/start";
import { useWakeLock } from "../../ui/wake-lock";
import { say } from "./chair-words";
import { Dialogs, type Open } from "./dialogs";
import { NowPanel } from "./now-panel";
import { ToRead } from "./to-read";
import { UpNext } from "./up-next";

export function ChairPage(): JSX.Element {
  useLanguage();
  const slug = useMemo(() => slugOfPage(), []);
  const desk = useDesk(slug, "chair");
  const { meeting } = desk;
  useTitle(say("title", { title: meeting?.top.title ?? slug }));
  return (
    <StaffPage desk={desk} slug={slug} title={say("title", { title: meeting?.top.title ?? slug })}>
      {(shown) => <Table desk={desk} meeting={shown} />}
    </StaffPage>
  );
}

/** The tablet on the table: asked left, next right. */
function Table({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element {
  useWakeLock();
  const now = useNow(500);
  const serverNow = now + meeting.skew;
  const toRead = useMemo(() => withStatus(meeting, "waiting").map(({ id }) => id), [meeting]);
  const upNext = useSteady(meeting.queue, true);
  const reading = useSteady(toRead, false);
  const [open, setOpen] = useState<Open | null>(null);
  const [moved, setMoved] = useState("");
  const controls = useAirControls(meeting, (command) => desk.give(command));
  const balance = useMemo(() => parity(meeting), [meeting]);
  const item = openItem(meeting);

  return (
    <>
      {desk.offline ? (
        <OfflineBar desk={desk} />
      ) : (
        <header class="bar">
          <AirMark meeting={meeting} now={serverNow} />
          <span class="grow item">
            {item && <b>{sayStaff("item", { number: item.number, title: item.item.title })}</b>}
          </span>
          <ParityLine parity={balance} />
          <span class="row controls">
            {controls.main}
            <button
              type="button"
              class="btn big square"
              aria-haspopup="dialog"
              aria-label={sayStaff("meetingControls")}
              onClick={() => setOpen({ kind: "meeting" })}
            >
              <Icon name="more" />
            </button>
          </span>
        </header>
      )}
      <CameraAlert live={desk.live} meeting={meeting} />
      <main class="desk">
        <h1 class="vh">{say("title", { title: meeting.top.title })}</h1>
        <div class="now">
          <NowPanel desk={desk} meeting={meeting} now={serverNow} onAnnounce={setMoved} />
          {desk.offline ? <Kept desk={desk} /> : <Nudge parity={balance} />}
          <Perch desk={desk} now={now} />
        </div>
        <div class="lists">
          <UpNext
            desk={desk}
            meeting={meeting}
            list={upNext}
            now={serverNow}
            onOrder={() => setOpen({ kind: "order" })}
            onMore={(asked) => setOpen({ kind: "more", asked })}
            onAnnounce={setMoved}
          />
          <ToRead
            desk={desk}
            meeting={meeting}
            list={reading}
            now={serverNow}
            onWhy={(asked) => setOpen({ kind: "why", asked })}
            onMore={(asked) => setOpen({ kind: "more", asked })}
          />
          <PutAside desk={desk} meeting={meeting} onWhy={(asked) => setOpen({ kind: "why", asked })} />
        </div>
      </main>
      <Announcer message={reading.unseen > 0 ? sayStaff("newArrived", { count: reading.unseen }) : ""} />
      <p class="vh" role="status">
        {moved}
      </p>
      <AirAlert meeting={meeting} />
      <Dialogs
        open={open}
        desk={desk}
        meeting={meeting}
        controls={controls}
        onOpen={setOpen}
        onClose={(kind) => setOpen((now) => (now?.kind === kind ? null : now))}
      />
      {controls.dialog}
    </>
  );
}
