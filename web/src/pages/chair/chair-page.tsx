import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { AirAlert } from "../../staff/air-alert";
import { AirMark, useAirControls } from "../../staff/air-controls";
import { useDesk, type Desk } from "../../staff/desk";
import { Kept, OfflineBar } from "../../staff/kept";
import { Nudge, ParityLine } from "../../staff/parity-line";
import { MergeDialog } from "../../staff/merge-dialog";
import { PutAside } from "../../staff/put-aside";
import { StaffPage } from "../../staff/page";
import { Perch } from "../../staff/perch";
import type { Asked } from "../../staff/asked";
import { say as sayStaff } from "../../staff/staff-words";
import { useSteady } from "../../staff/use-steady";
import { WhyDialog } from "../../staff/why";
import type { Meeting } from "../../state/meeting";
import { parity } from "../../state/parity";
import { openItem, withStatus } from "../../state/select";
import { Announcer } from "../../ui/announcer";
import { LanguageLink } from "../../ui/bar";
import { closeDialog, Dialog } from "../../ui/dialog";
import { useLanguage, useNow, useTitle } from "../../ui/hooks";
import { Icon } from "../../ui/icon";
import { slugOfPage } from "../../ui/start";
import { useWakeLock } from "../../ui/wake-lock";
import { say } from "./chair-words";
import { MoreDialog } from "./more-dialog";
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

type Open = { readonly kind: "why" | "more" | "merge"; readonly asked: Asked } | { readonly kind: "meeting" };

/** The tablet on the table: asked left, next right. */
function Table({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element {
  useWakeLock();
  const now = useNow(500);
  const serverNow = now + meeting.skew;
  const upright = useUpright();
  const toRead = useMemo(() => withStatus(meeting, "waiting").map(({ id }) => id), [meeting]);
  const upNext = useSteady(meeting.queue, true);
  const reading = useSteady(toRead, false);
  const [open, setOpen] = useState<Open | null>(null);
  const [moved, setMoved] = useState("");
  const controls = useAirControls(meeting, (command) => desk.give(command));
  const balance = useMemo(() => parity(meeting), [meeting]);
  // A dialog may open the next one before it has closed itself.
  const closing = (kind: Open["kind"]) => (): void => setOpen((now) => (now?.kind === kind ? null : now));
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
            few={upright ? 3 : 4}
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
      {open?.kind === "why" && (
        <WhyDialog
          question={open.asked.question}
          onClose={closing("why")}
          onChoose={(event, reason) =>
            open.asked.act(event, () =>
              desk.give({ command: "decline", data: { question: open.asked.question.id, reason } }),
            )
          }
        />
      )}
      {open?.kind === "merge" && (
        <MergeDialog
          meeting={meeting}
          question={open.asked.question}
          onClose={closing("merge")}
          onChoose={(event, into) =>
            open.asked.act(event, () =>
              desk.give({ command: "merge", data: { question: open.asked.question.id, into } }),
            )
          }
        />
      )}
      {open?.kind === "more" && (
        <MoreDialog
          asked={open.asked}
          onClose={closing("more")}
          onHold={(event) =>
            open.asked.act(event, () => desk.give({ command: "hold", data: { question: open.asked.question.id } }))
          }
          onWhy={() => setOpen({ kind: "why", asked: open.asked })}
          onMerge={() => setOpen({ kind: "merge", asked: open.asked })}
        />
      )}
      {open?.kind === "meeting" && (
        <Dialog title={meeting.top.title} onClose={closing("meeting")}>
          <p>{sayStaff(meeting.top.questions_open ? "questionsAreOpen" : "questionsAreClosed")}</p>
          <NextItem desk={desk} meeting={meeting} />
          <div class="choices one" onClick={closeDialog}>
            {controls.rest}
          </div>
          <p class="spread">
            <button type="button" class="btn plain" onClick={closeDialog}>
              {sayStaff("back")}
            </button>
            <LanguageLink />
          </p>
        </Dialog>
      )}
      {controls.dialog}
    </>
  );
}

/** One press to go on with the agenda. */
function NextItem({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element | null {
  const { items, item } = meeting.top;
  const next = items[items.findIndex(({ id }) => id === item) + 1];
  if (!next) return null;
  return (
    <button
      type="button"
      class="btn big wide"
      onClick={(event) => {
        closeDialog(event);
        desk.give({ command: "open_item", data: { item: next.id } });
      }}
    >
      {say("agendaNext", { title: next.title })}
    </button>
  );
}

function useUpright(): boolean {
  const [upright, setUpright] = useState(() => matchMedia("(orientation: portrait)").matches);
  useEffect(() => {
    const query = matchMedia("(orientation: portrait)");
    const tell = (): void => setUpright(query.matches);
    query.addEventListener("change", tell);
    return () => query.removeEventListener("change", tell);
  }, []);
  return upright;
}
