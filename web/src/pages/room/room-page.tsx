import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { clock, day } from "../../i18n/time";
import { LivePicture } from "../../media/live-picture";
import { languages, sayIn, tagOf, type Language } from "../../i18n/words";
import type { View } from "../../net/live-meeting";
import type { Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";
import { asking, openItem, queued } from "../../state/select";
import { useLanguage, useMeeting, useNow, useTitle } from "../../ui/hooks";
import { Icon } from "../../ui/icon";
import { asker } from "../../ui/question";
import { RefusedPage } from "../../ui/refused";
import { slugOfPage } from "../../ui/start";
import { useWakeLock } from "../../ui/wake-lock";
import { fit } from "./fit";
import { roomWords } from "./room-words";
import { useSettings, type RoomSettings } from "./use-settings";
import "./room.css";

/** Milliseconds that each language stands while nothing is asked. */
const kTurn = 15_000;
/** Milliseconds without a link before the room is told. */
const kGrace = 3_000;

const slug = slugOfPage();
const address = `${location.host}/m/${slug}`;
const wantsPicture = new URLSearchParams(location.search).get("picture") === "1";
const words = { en: sayIn("room", roomWords, "en"), cy: sayIn("room", roomWords, "cy") };

/** The projector: needs no hands, keeps its last picture when the server is away. */
export function RoomPage(): JSX.Element {
  const shown = useLanguage();
  const { view } = useMeeting(slug, "room");
  const now = useNow(1_000);
  const turn = useTurns(shown);
  const settings = useSettings();
  const { meeting } = view;
  useTitle(meeting?.top.title ?? "Wardcast");
  useWakeLock();

  if (view.link.kind === "refused") return <RefusedPage slug={slug} />;
  if (!meeting) {
    return (
      <Screen settings={settings}>
        <main class="connecting">
          <h1>{words[shown]("connecting")}</h1>
        </main>
      </Screen>
    );
  }
  const question = asking(meeting);
  const language = question ? shown : turn;
  return (
    <Screen settings={settings}>
      {question ? (
        <Asked meeting={meeting} question={question} language={shown} settings={settings} />
      ) : (
        <Invitation meeting={meeting} language={turn} />
      )}
      <Foot meeting={meeting} view={view} now={now} language={language} settings={settings} />
    </Screen>
  );
}

function Screen({ settings, children }: { settings: RoomSettings; children: ComponentChildren }): JSX.Element {
  return (
    <div class="screen" data-tone={settings.theme}>
      {children}
    </div>
  );
}

/** The languages in turn, beginning with the one that was chosen. */
function useTurns(first: Language): Language {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurns((count) => count + 1), kTurn);
    return () => clearInterval(timer);
  }, []);
  return languages[(languages.indexOf(first) + turns) % languages.length] ?? first;
}

function Asked(props: {
  meeting: Meeting;
  question: Question;
  language: Language;
  settings: RoomSettings;
}): JSX.Element {
  const { meeting, question } = props;
  const say = words[props.language];
  const wall = useRef<HTMLElement>(null);
  const next = queued(meeting).slice(0, 2);
  const who = asker(question);
  const support = question.supporters === null ? "" : say("support", { count: question.supporters });
  useFit(wall, [question.text, who, support, ...next.map((each) => each.text)].join("\n"), question.text.length);
  return (
    <main class="wall" ref={wall}>
      <h1 class="vh">{say("heading", { title: meeting.top.title })}</h1>
      <section class="ask-now">
        <div class="label-line">
          <h2 class="asking-label">{say("beingAsked")}</h2>
          <p class="who tight-only">
            <bdi>{who}</bdi> {support && `· ${support}`}
          </p>
        </div>
        <p class="q" lang={question.origin?.lang ?? undefined}>
          {question.text}
        </p>
        <p class="who loose-only">
          <bdi>{who}</bdi> {support && `· ${support}`}
        </p>
      </section>
      {next.length > 0 && (
        <section class="next">
          <h2>{say("next")}</h2>
          <ol>
            {next.map((each) => (
              <li key={each.id}>{each.text}</li>
            ))}
          </ol>
        </section>
      )}
      <aside class="join">
        <QrOfMeeting language={props.language} />
        <p>
          <b>{say(meeting.top.questions_open ? "askFromPhone" : "watchOnPhone")}</b>
          <br />
          <Address />
          {meeting.top.hashtags[0] && (
            <>
              <br />#{meeting.top.hashtags[0]}
            </>
          )}
        </p>
        <div class="tight-foot tight-only">
          <FootWords meeting={meeting} language={props.language} settings={props.settings} />
        </div>
      </aside>
    </main>
  );
}

/** Nothing is asked: how to join, the code large. */
function Invitation({ meeting, language }: { meeting: Meeting; language: Language }): JSX.Element {
  const say = words[language];
  const { top } = meeting;
  const begins = top.starts ?? top.started_at;
  const how = top.phase === "ended" ? "howAfter" : top.questions_open ? "howToAsk" : "howToWatch";
  return (
    <main class="invite" lang={tagOf(language)}>
      <div class="words">
        {begins !== null && <p class="soft">{day(begins, language)}</p>}
        <h1>{top.title}</h1>
        <p class="how">{say(how)}</p>
        <p class="addr">
          <Address />
          {top.hashtags[0] && <span>{say("orHashtag", { hashtag: top.hashtags[0] })}</span>}
        </p>
      </div>
      <div class="beside">
        {wantsPicture && top.phase === "live" && (
          <LivePicture slug={slug} as="room" label={say("picture")} class="room-picture" />
        )}
        <QrOfMeeting language={language} />
      </div>
    </main>
  );
}

function QrOfMeeting({ language }: { language: Language }): JSX.Element {
  return (
    <div class="qr">
      <img src={`/m/${encodeURIComponent(slug)}/qr.svg`} alt={words[language]("qr", { address })} />
    </div>
  );
}

function Address(): JSX.Element {
  return (
    <>
      {location.host}
      <wbr />
      /m/{slug}
    </>
  );
}

function Foot(props: {
  meeting: Meeting;
  view: View;
  now: number;
  language: Language;
  settings: RoomSettings;
}): JSX.Element {
  const { meeting, view, now } = props;
  const say = words[props.language];
  if (view.link.kind !== "open" && view.heardAt !== null && now - view.heardAt > kGrace) {
    return (
      <footer class="foot lost" lang={tagOf(props.language)}>
        <b role="status">
          <Icon name="off" />
          {say("reconnecting")}
        </b>
        <span>{say("shownAsAt", { time: clock(view.heardAt, props.language) })}</span>
      </footer>
    );
  }
  return (
    <footer class="foot" lang={tagOf(props.language)}>
      <FootWords meeting={meeting} language={props.language} settings={props.settings} />
    </footer>
  );
}

function FootWords(props: { meeting: Meeting; language: Language; settings: RoomSettings }): JSX.Element {
  const { meeting, language, settings } = props;
  const say = words[language];
  const open = openItem(meeting);
  return (
    <>
      <b>{open ? say("item", { number: open.number, title: open.item.title }) : meeting.top.title}</b>
      {meeting.top.phase !== "ended" && (
        <>
          {settings.watching && <span>{say("watching", { count: meeting.top.watching })}</span>}
          <span>{say("questionsWaiting", { count: meeting.queue.length })}</span>
        </>
      )}
    </>
  );
}

/** Keeps the question as large as fits: anew for other `words`, another screen, and when the font has arrived. */
function useFit(wall: { current: HTMLElement | null }, words: string, length: number): void {
  useLayoutEffect(() => {
    const element = wall.current;
    const block = element?.querySelector<HTMLElement>(".ask-now");
    const question = element?.querySelector<HTMLElement>(".q");
    const screen = element?.closest<HTMLElement>(".screen");
    if (!element || !block || !question || !screen) return;
    question.style.setProperty("text-wrap", length < 120 ? "balance" : "pretty");
    const fitNow = () =>
      fit(
        {
          setSize: (size) => question.style.setProperty("font-size", `${size}px`),
          setTight: (tight) => screen.toggleAttribute("data-tight", tight),
          fits: () =>
            block.offsetHeight <= parseFloat(getComputedStyle(element).gridTemplateRows) + 0.5 &&
            element.scrollHeight <= element.clientHeight + 1 &&
            question.scrollWidth <= question.clientWidth,
        },
        Math.min(innerWidth, innerHeight),
      );
    const ending = new AbortController();
    fitNow();
    void document.fonts.ready.then(() => !ending.signal.aborted && fitNow());
    window.addEventListener("resize", fitNow, { signal: ending.signal });
    return () => {
      ending.abort();
      screen.removeAttribute("data-tight");
    };
  }, [wall, words, length]);
}
