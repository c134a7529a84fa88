import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { keep, kept } from "../../net/keep";
import { AirAlert } from "../../staff/air-alert";
import { AirMark, useAirControls } from "../../staff/air-controls";
import { CameraAlert } from "../../staff/camera-alert";
import { useDesk, type Desk } from "../../staff/desk";
import { Kept, OfflineBar } from "../../staff/kept";
import { StaffPage } from "../../staff/page";
import { Perch } from "../../staff/perch";
import { PutAside } from "../../staff/put-aside";
import { say as sayStaff } from "../../staff/staff-words";
import type { Meeting } from "../../state/meeting";
import { Announcer } from "../../ui/announcer";
import { LanguageLink } from "../../ui/bar";
import { useLanguage, useNow, useTitle } from "../../ui/hooks";
import { slugOfPage } from "../../ui/start";
import { Agenda } from "./agenda";
import { Answers } from "./answers";
import { Appeals } from "./appeals";
import { BlockedPeople } from "./blocked";
import { Bursts } from "./bursts";
import { CameraPanel } from "./camera-panel";
import { say } from "./clerk-words";
import { Dialogs, type Open } from "./dialogs";
import { FloorEntry } from "./floor-entry";
import { Legend } from "./legend";
import { Queue } from "./queue";
import { RelaysPanel } from "./relays-panel";
import { rulesNow } from "./rules-dialog";
import { say as sayRules } from "./rules-words";
import { ScreeningDesk } from "./screening";
import { SourcesPanel } from "./sources-panel";
import { useKeys, type KeyDoors } from "./use-keys";
import { useScreening } from "./use-screening";

const kKeys = "wardcast:keys"; // "off" where they were turned off

export function ClerkPage(): JSX.Element {
  useLanguage();
  const slug = useMemo(() => slugOfPage(), []);
  const desk = useDesk(slug, "clerk");
  useTitle(say("title", { title: desk.meeting?.top.title ?? slug }));
  return (
    <StaffPage desk={desk} slug={slug} title={say("title", { title: desk.meeting?.top.title ?? slug })}>
      {(meeting) => <Office desk={desk} meeting={meeting} slug={slug} />}
    </StaffPage>
  );
}

/** The laptop: what is to be read, the agenda and the queue, the camera and the meeting. */
function Office({ desk, meeting, slug }: { desk: Desk; meeting: Meeting; slug: string }): JSX.Element {
  const now = useNow(500);
  const serverNow = now + meeting.skew;
  const [open, setOpen] = useState<Open | null>(null);
  const [keys, setKeys] = useState(() => kept(kKeys) !== "off");
  const [moved, setMoved] = useState("");
  const floor = useRef<HTMLInputElement>(null);
  const controls = useAirControls(meeting, (command) => desk.give(command));
  const screening = useScreening(desk, meeting);
  const doors: KeyDoors = {
    onMerge: (question) => setOpen({ kind: "merge", question }),
    onEdit: (question) => setOpen({ kind: "edit", question }),
    onBlock: (question) => setOpen({ kind: "block", question }),
    onHelp: () => setOpen({ kind: "keys" }),
    onFloor: () => floor.current?.focus(),
  };
  useKeys(keys, desk, screening, doors);
  const { unseen } = screening.list;

  return (
    <>
      {desk.offline ? (
        <OfflineBar desk={desk} />
      ) : (
        <header class="bar">
          <a class="place" href={`/m/${encodeURIComponent(slug)}`}>
            {meeting.top.title}
          </a>
          <AirMark meeting={meeting} now={serverNow} />
          <span class="grow" />
          <LanguageLink />
          <a class="lang" href={`/m/${encodeURIComponent(slug)}/links`}>
            {say("links")}
          </a>
          {controls.main}
        </header>
      )}
      <CameraAlert live={desk.live} meeting={meeting} />
      <main class="office">
        <h1 class="vh">{say("title", { title: meeting.top.title })}</h1>
        <div class="screen">
          <ScreeningDesk desk={desk} meeting={meeting} now={serverNow} screening={screening} doors={doors} />
          <Legend on={keys} screening={screening} onHelp={doors.onHelp} />
          <Perch desk={desk} now={now} />
          <FloorEntry desk={desk} field={floor} />
        </div>
        <div class="plan">
          <Agenda desk={desk} meeting={meeting} now={serverNow} />
          <Queue
            desk={desk}
            meeting={meeting}
            now={serverNow}
            onOrder={() => setOpen({ kind: "order" })}
            onAnnounce={setMoved}
          />
          <Answers desk={desk} meeting={meeting} />
        </div>
        <div class="gear">
          {desk.offline && <Kept desk={desk} />}
          <CameraPanel desk={desk} meeting={meeting} now={now} />
          <Appeals desk={desk} meeting={meeting} />
          <Bursts desk={desk} meeting={meeting} />
          <SourcesPanel desk={desk} meeting={meeting} now={serverNow} />
          <RelaysPanel desk={desk} meeting={meeting} now={serverNow} />
          <section aria-labelledby="meeting">
            <div class="head">
              <h2 id="meeting">{say("meeting")}</h2>
              <button
                type="button"
                class="btn plain"
                aria-label={say("editLong")}
                onClick={() => setOpen({ kind: "meeting" })}
              >
                {say("edit")}
              </button>
            </div>
            <p class="meta">
              {sayStaff(meeting.top.questions_open ? "questionsAreOpen" : "questionsAreClosed")} ·{" "}
              {rulesNow(meeting.top.rules)}
            </p>
            <div class="choices one">
              <button type="button" class="btn big" aria-haspopup="dialog" onClick={() => setOpen({ kind: "rules" })}>
                {sayRules("rules")}
              </button>
              {controls.rest}
            </div>
          </section>
          <PutAside desk={desk} meeting={meeting} onWhy={(asked) => setOpen({ kind: "why", asked })} />
          <BlockedPeople desk={desk} meeting={meeting} />
        </div>
      </main>
      <Announcer message={unseen > 0 ? sayStaff("newArrived", { count: unseen }) : ""} />
      <p class="vh" role="status">
        {moved}
      </p>
      <AirAlert meeting={meeting} />
      <Dialogs
        open={open}
        desk={desk}
        meeting={meeting}
        screening={screening}
        keys={keys}
        onKeys={(on) => {
          setKeys(on);
          keep(kKeys, on ? null : "off");
        }}
        onClose={() => setOpen(null)}
      />
      {controls.dialog}
    </>
  );
}
