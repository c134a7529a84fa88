import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { clock, dayAndClock } from "../../i18n/time";
import type { View } from "../../net/live-meeting";
import type { Meeting } from "../../state/meeting";
import { asking, answered, openItem, own, queued } from "../../state/select";
import { Announcer } from "../../ui/announcer";
import { Bar } from "../../ui/bar";
import { saveCalendar } from "../../ui/calendar";
import { useLanguage, useMeeting, useNow, useTitle } from "../../ui/hooks";
import { Icon } from "../../ui/icon";
import { Mark } from "../../ui/mark";
import { BeingAsked } from "../../ui/question";
import { refusalWords } from "../../ui/refusal";
import { slugOfPage } from "../../ui/start";
import { Tabs } from "../../ui/tabs";
import { Agenda, Chapters } from "./agenda";
import { gathered, noNews, told } from "./announcements";
import { AskForm } from "./ask-form";
import { askOf, keepDraft, keptDraft, type Draft } from "./draft";
import { momentIn } from "./moment";
import { playable } from "./playable";
import { Controls } from "./controls";
import { Rewind } from "./rewind";
import { Queue } from "./queue";
import { say as sayPlayer } from "./player-words";
import { say } from "./say";
import { Status } from "./status";
import { Still } from "./still";
import { useLockScreen } from "./use-lock-screen";
import { useLiveMoment, useMoment } from "./use-moment";
import { usePicture } from "./use-picture";
import { unsent, Yours } from "./yours";
import "./watch.css";
import "./player.css";

type TabName = "next" | "yours" | "agenda";

const slug = slugOfPage();
/** Watch and ask: a phone at home, a laptop. */
export function WatchPage(): JSX.Element {
  useLanguage();
  const { live, view } = useMeeting(slug, "resident");
  const now = useNow(1_000);
  const { meeting } = view;
  useTitle(meeting?.top.title ?? "Wardcast");
  const picture = usePicture(slug, meeting ? playable(meeting) : null, meeting?.top.captioned ?? []);
  const startedAt = meeting?.top.started_at ?? null;
  const moment = momentIn(location.search, startedAt);
  useMoment(meeting?.top.phase === "ended" ? moment : null, picture);
  useLiveMoment(meeting?.top.phase === "live" ? moment : null, picture);
  useLockScreen(meeting, picture, now);
  const [chosen, setTab] = useState<TabName | null>(() => (location.hash === "#yours" ? "yours" : null));
  const [writing, setWriting] = useState(() => location.hash === "#ask");
  const [draft, setDraft] = useState(() => keptDraft(slug));
  const [refused, setRefused] = useState<string | null>(null);
  const [news, setNews] = useState(noNews);
  const side = useRef<HTMLElement>(null);

  useEffect(
    () =>
      live.onMessage((message) =>
        setNews((known) => (live.view.meeting ? gathered(known, message, live.view.meeting) : known)),
      ),
    [live],
  );
  useEffect(
    () =>
      live.onOutcome((outcome) => {
        if (outcome.kind !== "refused" || outcome.command.command !== "ask") return;
        // Nothing is lost: what was refused is in the form again, with the reason.
        const { text, name = "", area = "", anonymous = false } = outcome.command.data;
        write({ text, name, area, anonymous });
        setRefused(refusalWords(outcome.refused));
        setWriting(true);
      }),
    [live],
  );

  function write(next: Draft): void {
    keepDraft(slug, next);
    setDraft(next);
  }

  function send(ready: Draft): void {
    live.give(askOf(ready, meeting?.top.rules.naming ?? "optional"));
    write({ ...ready, text: "" });
    setRefused(null);
    setWriting(false);
    setTab("yours");
    focusLater(() => side.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]"));
  }

  function cancel(): void {
    setWriting(false);
    focusLater(() => side.current?.querySelector<HTMLElement>(".ask-button"));
  }

  if (!meeting) return <Connecting view={view} now={now} />;

  const { top } = meeting;
  // Before it starts, the agenda is what there is to see.
  const tab = chosen ?? (top.phase === "planned" && top.items.length > 0 ? "agenda" : "next");
  const asked = asking(meeting);
  const open = top.questions_open && top.phase !== "ended";
  const form = writing && open;
  const mine = own(meeting).length + unsent(view).length;
  const ask = (main: boolean) => (
    <button
      type="button"
      class={main ? "btn main big wide ask-button" : "btn wide ask-button"}
      onClick={() => setWriting(true)}
    >
      <Icon name="plus" />
      {say(main ? "ask" : "askAnother")}
    </button>
  );

  return (
    <div class={`watching ${form ? "writing" : ""} ${picture.mode === "text" ? "text-only" : ""}`}>
      <Bar place={top.title} href="/">
        {top.starts !== null && <span class="soft when">{dayAndClock(top.starts)}</span>}
      </Bar>
      <main class="stage">
        <h1 class="vh">{say("heading", { title: top.title })}</h1>
        <section class="show">
          <Still meeting={meeting} picture={picture} moment={moment} now={now + meeting.skew} />
          {picture.mode === "text" && <p class="text-mode">{sayPlayer("textMode")}</p>}
          {playable(meeting) === "programme" && <Rewind meeting={meeting} picture={picture} now={now} />}
          <Status meeting={meeting} view={view} picture={picture} now={now} />
          {playable(meeting) !== null && <Controls meeting={meeting} picture={picture} now={now} />}
          <About meeting={meeting} />
        </section>
        <aside class="side" ref={side}>
          {asked && <BeingAsked question={asked} />}
          {top.phase === "planned" && !form && open && (
            <section class="lead">
              <h2>{say("canAsk")}</h2>
              {top.starts !== null && <p>{say("canAskBefore", { time: clock(top.starts) })}</p>}
            </section>
          )}
          {form ? (
            <AskForm
              draft={draft}
              rules={top.rules}
              refused={refused}
              onDraft={write}
              onSend={send}
              onCancel={cancel}
            />
          ) : (
            <>
              {open && (tab !== "yours" || mine === 0) && ask(true)}
              {!open && top.phase !== "ended" && (
                <section class="notice">
                  <p>
                    <b>{say("closed")}</b>
                  </p>
                  <p class="meta">{say("closedHelp")}</p>
                </section>
              )}
              {top.phase === "ended" ? (
                <section class="agenda">
                  <h2>{say("goTo")}</h2>
                  <Chapters
                    meeting={meeting}
                    spans={picture.spans}
                    onJump={picture.player && ((seconds) => picture.player?.seek(seconds))}
                  />
                </section>
              ) : (
                <Tabs<TabName>
                  label={say("lists")}
                  tabs={[
                    { name: "next", label: say("next"), count: queued(meeting).length },
                    { name: "yours", label: say("yours"), ...(mine > 0 && { count: mine }) },
                    { name: "agenda", label: say("agenda") },
                  ]}
                  chosen={tab}
                  onChoose={setTab}
                >
                  {tab === "next" && <Queue meeting={meeting} view={view} live={live} />}
                  {tab === "yours" && (
                    <Yours
                      meeting={meeting}
                      view={view}
                      live={live}
                      now={now}
                      onRewrite={(text) => {
                        write({ ...draft, text });
                        setWriting(true);
                      }}
                    />
                  )}
                  {tab === "agenda" && <Agenda meeting={meeting} />}
                </Tabs>
              )}
              {open && tab === "yours" && mine > 0 && ask(false)}
              {top.phase === "ended" && mine > 0 && (
                <section class="agenda">
                  <h2>{say("yours")}</h2>
                  <Yours meeting={meeting} view={view} live={live} now={now} onRewrite={() => undefined} />
                </section>
              )}
              <p>
                <a class="btn plain" href={`/m/${encodeURIComponent(slug)}/record`}>
                  {say("howHandled")}
                </a>
              </p>
            </>
          )}
        </aside>
        <Announcer message={told(news)} onSaid={() => setNews(noNews)} />
      </main>
    </div>
  );
}

/** Beside the picture on wide screens: the item that is open, or what there is to know before and after. */
function About({ meeting }: { meeting: Meeting }): JSX.Element | null {
  const { top } = meeting;
  const item = openItem(meeting);
  switch (top.phase) {
    case "planned": {
      const { starts } = top;
      return (
        <section class="about">
          <h2>{starts === null ? top.title : dayAndClock(starts)}</h2>
          <p>{say("comeOrWatch")}</p>
          {starts !== null && (
            <button
              type="button"
              class="btn plain"
              onClick={() => saveCalendar([{ slug, title: top.title, starts }], slug)}
            >
              <Icon name="calendar" size="s" />
              {say("addToCalendar")}
            </button>
          )}
        </section>
      );
    }
    case "live":
      return (
        item && (
          <section class="about wide-only">
            <p class="soft">{say("itemOf", { number: item.number, count: top.items.length })}</p>
            <h2>{item.item.title}</h2>
          </section>
        )
      );
    case "ended":
      return (
        <section class="about">
          <h2>{say("cameOfIt")}</h2>
          <p>{say("answeredCount", { count: answered(meeting).length })}</p>
        </section>
      );
  }
}

/** Before the server's first word. */
function Connecting({ view, now }: { view: View; now: number }): JSX.Element {
  const [from] = useState(now);
  const long = view.link.kind !== "open" && now - from > 4_000;
  return (
    <>
      <Bar place="Wardcast" href="/" />
      <main class="stage">
        <section class="show">
          <div class="still">
            <div class="slate">
              <h1 class="slate-time">{say("connectingTo")}</h1>
              {long && <p class="soft">{say("cannotReach")}</p>}
            </div>
          </div>
          <div class="status">
            <Mark kind={long ? "off" : "ring"}>{say(long ? "noConnection" : "loading")}</Mark>
          </div>
        </section>
      </main>
    </>
  );
}

/** Once Preact has drawn what is to be focused. */
function focusLater(find: () => HTMLElement | null | undefined): void {
  setTimeout(() => find()?.focus(), 0);
}
