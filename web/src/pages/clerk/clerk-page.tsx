import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { keep, kept } from "../../net/keep";
import type { Command } from "../../protocol/messages";
import { AirMark, useAirControls } from "../../staff/air-controls";
import { AirAlert } from "../../staff/air-alert";
import type { Asked } from "../../staff/asked";
import { useDesk, type Desk } from "../../staff/desk";
import { Kept, OfflineBar } from "../../staff/kept";
import { StaffPage } from "../../staff/page";
import { Perch } from "../../staff/perch";
import { PutAside } from "../../staff/put-aside";
import { say as sayStaff } from "../../staff/staff-words";
import { useSteady } from "../../staff/use-steady";
import { WhyDialog } from "../../staff/why";
import type { Meeting } from "../../state/meeting";
import { groupOf, type Group } from "../../state/channels";
import { asking, queued, withStatus } from "../../state/select";
import { Announcer } from "../../ui/announcer";
import { LanguageLink } from "../../ui/bar";
import { useLanguage, useNow, useTitle } from "../../ui/hooks";
import { slugOfPage } from "../../ui/start";
import { Agenda } from "./agenda";
import { CameraPanel } from "./camera-panel";
import { say } from "./clerk-words";
import { FloorEntry } from "./floor-entry";
import { nextChosen } from "./chosen";
import { isForPage, keyAction, type Mode } from "./keys";
import { KeysDialog } from "./keys-dialog";
import { MeetingDialog } from "./meeting-dialog";
import { Queue } from "./queue";
import { Screening } from "./screening";

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

type Open = "keys" | "meeting" | { readonly why: Asked };

/** The laptop: what is to be read, the agenda and the queue, the camera and the meeting. */
function Office({ desk, meeting, slug }: { desk: Desk; meeting: Meeting; slug: string }): JSX.Element {
  const now = useNow(500);
  const serverNow = now + meeting.skew;
  const [filter, setFilter] = useState<Group | null>(null);
  const [asked, setAsked] = useState<{ readonly mode: Mode; readonly question: string } | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [keys, setKeys] = useState(() => kept(kKeys) !== "off");
  const [moved, setMoved] = useState("");
  const floor = useRef<HTMLInputElement>(null);
  const controls = useAirControls(meeting, (command) => desk.give(command));

  const waiting = useMemo(() => withStatus(meeting, "waiting"), [meeting]);
  const shown = useMemo(
    () => waiting.filter(({ channel }) => filter === null || groupOf(channel) === filter).map(({ id }) => id),
    [waiting, filter],
  );
  const list = useSteady(shown, true);
  const { chosen, choose } = useChosen(shown);
  // A reason is asked for one question: when another is chosen, or this one has gone, nothing is asked any more.
  const mode = asked !== null && asked.question === chosen ? asked.mode : "list";
  const setMode = (next: Mode): void =>
    setAsked(next === "list" || chosen === null ? null : { mode: next, question: chosen });
  const targets = useMemo(() => {
    const asked = asking(meeting);
    return [...(asked ? [asked] : []), ...queued(meeting)];
  }, [meeting]);

  // Before the next key can come: two quick ones must not both mean the same question.
  useLayoutEffect(() => {
    if (!keys) return;
    const onKey = (event: KeyboardEvent): void => {
      const action = isForPage(event) ? keyAction(event.key, mode) : null;
      if (!action) return;
      event.preventDefault();
      const question = chosen !== null && shown.includes(chosen) ? chosen : null;
      const decide = (command: Command): void => {
        list.release();
        setMode("list");
        desk.give(command);
      };
      switch (action.do) {
        case "next":
        case "previous":
          return choose(step(shown, chosen, action.do === "next" ? 1 : -1), true);
        case "approve":
        case "hold":
          return void (question && decide({ command: action.do, data: { question } }));
        case "decline":
          return void (question && setMode("why"));
        case "merge":
          return void (question && setMode("merge"));
        case "reason":
          return void (question && decide({ command: "decline", data: { question, reason: action.reason } }));
        case "into": {
          const into = targets[action.at];
          return void (question && into && decide({ command: "merge", data: { question, into: into.id } }));
        }
        case "undo":
          return desk.undo();
        case "floor":
          return floor.current?.focus();
        case "showNew":
          return list.catchUp();
        case "help":
          return setOpen("keys");
        case "back":
          return setMode("list");
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });

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
      <main class="office">
        <h1 class="vh">{say("title", { title: meeting.top.title })}</h1>
        <div class="screen">
          <Screening
            desk={desk}
            meeting={meeting}
            now={serverNow}
            waiting={waiting}
            filter={filter}
            onFilter={setFilter}
            list={list}
            chosen={chosen}
            onChoose={(id) => choose(id, false)}
            mode={mode}
            onMode={setMode}
            targets={targets}
          />
          <Legend on={keys} onHelp={() => setOpen("keys")} />
          <Perch desk={desk} now={now} />
          <FloorEntry desk={desk} field={floor} />
        </div>
        <div class="plan">
          <Agenda desk={desk} meeting={meeting} now={serverNow} />
          <Queue desk={desk} meeting={meeting} onAnnounce={setMoved} />
        </div>
        <div class="gear">
          {desk.offline && <Kept desk={desk} />}
          <CameraPanel live={desk.live} meeting={meeting} now={now} />
          <section aria-labelledby="meeting">
            <div class="head">
              <h2 id="meeting">{say("meeting")}</h2>
              <button type="button" class="btn plain" aria-label={say("editLong")} onClick={() => setOpen("meeting")}>
                {say("edit")}
              </button>
            </div>
            <p class="meta">{sayStaff(meeting.top.questions_open ? "questionsAreOpen" : "questionsAreClosed")}</p>
            <div class="choices one">{controls.rest}</div>
          </section>
          <PutAside desk={desk} meeting={meeting} onWhy={(why) => setOpen({ why })} />
        </div>
      </main>
      <Announcer message={list.unseen > 0 ? sayStaff("newArrived", { count: list.unseen }) : ""} />
      <p class="vh" role="status">
        {moved}
      </p>
      <AirAlert meeting={meeting} />
      {open === "keys" && (
        <KeysDialog
          on={keys}
          onSwitch={(on) => {
            setKeys(on);
            keep(kKeys, on ? null : "off");
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "meeting" && <MeetingDialog desk={desk} top={meeting.top} onClose={() => setOpen(null)} />}
      {open !== null && typeof open === "object" && (
        <WhyDialog
          question={open.why.question}
          onClose={() => setOpen(null)}
          onChoose={(_event, reason) =>
            desk.give({ command: "decline", data: { question: open.why.question.id, reason } })
          }
        />
      )}
      {controls.dialog}
    </>
  );
}

function step(ids: readonly string[], chosen: string | null, by: 1 | -1): string | null {
  const at = chosen === null ? -1 : ids.indexOf(chosen);
  if (at < 0) return ids[0] ?? null;
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))] ?? null;
}

/** The chosen question; when it leaves the list, the one that takes its place. */
function useChosen(ids: readonly string[]): {
  chosen: string | null;
  choose: (id: string | null, focus: boolean) => void;
} {
  const [wanted, setWanted] = useState<string | null>(null);
  const before = useRef<readonly string[]>([]);
  const focus = useRef(false);
  const chosen = nextChosen(before.current, ids, wanted);
  useLayoutEffect(() => {
    before.current = ids;
    if (chosen !== wanted) setWanted(chosen);
  }, [ids, chosen, wanted]);
  useLayoutEffect(() => {
    if (focus.current) document.querySelector<HTMLElement>(".reading .chosen")?.focus();
    focus.current = false;
  }, [chosen]);
  return {
    chosen,
    choose(id, move) {
      focus.current = move;
      setWanted(id);
    },
  };
}

/** The keys that are needed most, under the list. */
function Legend({ on, onHelp }: { on: boolean; onHelp: () => void }): JSX.Element {
  return (
    <p class="legend meta">
      {on && (
        <>
          <span>
            <kbd>J</kbd> <kbd>K</kbd> {say("nextPrevious")}
          </span>
          <span>
            <kbd>Z</kbd> {say("undoKey")}
          </span>
          <span>
            <kbd>F</kbd> {say("floorKey")}
          </span>
        </>
      )}
      <button type="button" class="btn plain" onClick={onHelp}>
        <kbd>?</kbd> {say("allKeys")}
      </button>
    </p>
  );
}
