import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dayAndClock, leaf } from "../../i18n/time";
import { fetchMeetings } from "../../net/meetings";
import type { Listed } from "../../protocol/meetings";
import { Bar } from "../../ui/bar";
import { saveCalendar } from "../../ui/calendar";
import { useLanguage, useTitle } from "../../ui/hooks";
import { Icon } from "../../ui/icon";
import { Mark } from "../../ui/mark";
import { NewMeetingPage } from "./new-meeting";
import { say } from "./say";
import { sorted } from "./sorted";
import "./home.css";

/** Milliseconds between two looks at what is on. */
const kEvery = 30_000;

const officer = document.querySelector<HTMLMetaElement>('meta[name="wardcast-role"]')?.content === "officer";

/** What is on now, what is next, what was. */
export function HomePage(): JSX.Element {
  useLanguage();
  const making = useHash() === "#new" && officer;
  useTitle(making ? say("newMeeting") : say("place"));
  const button = officer && !making && (
    <a class="btn" href="#new">
      <Icon name="plus" size="s" />
      {say("newMeeting")}
    </a>
  );
  return (
    <>
      <Bar place={say("place")} href="/" end={button} />
      {making ? <NewMeetingPage /> : <Meetings />}
    </>
  );
}

function Meetings(): JSX.Element {
  const [meetings, setMeetings] = useState<readonly Listed[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const ending = new AbortController();
    const look = async () => {
      if (document.visibilityState === "hidden") return;
      const found = await fetchMeetings(ending.signal);
      if (ending.signal.aborted) return;
      if (found) setMeetings(found);
      setFailed(found === null);
    };
    void look();
    const timer = setInterval(() => void look(), kEvery);
    document.addEventListener("visibilitychange", () => void look(), { signal: ending.signal });
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [attempt]);

  if (!meetings) {
    return (
      <main class="start">
        <h1>{say("place")}</h1>
        {failed ? <Failed onRetry={() => setAttempt(attempt + 1)} /> : <p role="status">{say("loading")}</p>}
      </main>
    );
  }
  const { now, next, earlier } = sorted(meetings);
  const [first] = now;
  if (meetings.length === 0) {
    return (
      <main class="start">
        <h1>{say("nothing")}</h1>
        <p>{say(officer ? "nothingOfficer" : "nothingHelp")}</p>
      </main>
    );
  }
  return (
    <main class="start">
      {!first && <h1 class="vh">{say("place")}</h1>}
      {failed && <Failed onRetry={() => setAttempt(attempt + 1)} />}
      {first && <Hero meeting={first} />}
      {now.length > 1 && <Tiles title={say("onNow")} meetings={now.slice(1)} none="" />}
      <Tiles title={say("next")} meetings={next} none={say("noneNext")} />
      <Tiles title={say("earlier")} meetings={earlier} none={say("noneEarlier")} />
      <Follow meetings={next} />
    </main>
  );
}

function Failed({ onRetry }: { onRetry: () => void }): JSX.Element {
  return (
    <div class="notice failed" role="status">
      <p>{say("cannotLoad")}</p>
      <button type="button" class="btn" onClick={onRetry}>
        {say("tryAgain")}
      </button>
    </div>
  );
}

function Hero({ meeting }: { meeting: Listed }): JSX.Element {
  return (
    <section class="hero">
      <div class="still">
        <Shot meeting={meeting} />
      </div>
      <div class="words">
        <p class="row">
          {meeting.air === "off" ? (
            <Mark kind="ring">{say("offAir")}</Mark>
          ) : meeting.air === "none" ? (
            <Mark kind="ring">{say("openSoon")}</Mark>
          ) : (
            <Mark kind="live">{say("live")}</Mark>
          )}
          <span class="soft">{say("watching", { count: meeting.watching })}</span>
        </p>
        <h1>{meeting.title}</h1>
        <a class="btn main big" href={watchOf(meeting)}>
          {say("watchAsk")}
        </a>
        <p class="meta">{say("noAccount")}</p>
      </div>
    </section>
  );
}

/** What is to be seen of a meeting at the moment; a drawing where that is nothing yet. */
function Shot({ meeting }: { meeting: Listed }): JSX.Element {
  const [failed, setFailed] = useState(false);
  if (failed || meeting.air === "none") return <img src="/hall.svg" alt={say("hall")} />;
  return (
    <img
      src={`/m/${encodeURIComponent(meeting.slug)}/picture.jpg`}
      alt={say("pictureOf", { title: meeting.title })}
      onError={() => setFailed(true)}
    />
  );
}

function Tiles(props: { title: string; meetings: readonly Listed[]; none: string }): JSX.Element {
  return (
    <section>
      <h2>{props.title}</h2>
      {props.meetings.length === 0 ? (
        <p class="cards empty">{props.none}</p>
      ) : (
        <ul class="cards tiles">
          {props.meetings.map((meeting) => (
            <li key={meeting.slug}>
              <a href={watchOf(meeting)}>
                <Leaf meeting={meeting} />
                <span class="grow">
                  <b>{meeting.title}</b>
                  <br />
                  <span class="meta">{meeting.starts === null ? say("noTime") : dayAndClock(meeting.starts)}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Leaf({ meeting }: { meeting: Listed }): JSX.Element {
  if (meeting.phase === "live") return <Mark kind="live">{say("live")}</Mark>;
  if (meeting.starts === null) {
    return (
      <span class="date">
        <Icon name="calendar" />
      </span>
    );
  }
  const { day, month } = leaf(meeting.starts);
  return (
    <span class="date" aria-hidden="true">
      <b>{day}</b>
      {month}
    </span>
  );
}

function Follow({ meetings }: { meetings: readonly Listed[] }): JSX.Element | null {
  const dated = meetings.flatMap(({ slug, title, starts }) => (starts === null ? [] : { slug, title, starts }));
  if (dated.length === 0) return null;
  return (
    <section class="follow">
      <h2>{say("follow")}</h2>
      <button type="button" class="btn" onClick={() => saveCalendar(dated, "wardcast")}>
        <Icon name="calendar" size="s" />
        {say("calendar")}
      </button>
    </section>
  );
}

function watchOf(meeting: Listed): string {
  return `/m/${encodeURIComponent(meeting.slug)}`;
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return hash;
}
