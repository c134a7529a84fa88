import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dayAndClock } from "../../i18n/time";
import { Announcer } from "../../ui/announcer";
import { Bar } from "../../ui/bar";
import { useLanguage, useMeeting, useNow, useTitle } from "../../ui/hooks";
import { slugOfPage } from "../../ui/start";
import { About } from "./about";
import { gathered, noNews, told } from "./announcements";
import { Connecting } from "./connecting";
import { Controls } from "./controls";
import { momentIn } from "./moment";
import { playable } from "./playable";
import { say as sayPlayer } from "./player-words";
import { Rewind } from "./rewind";
import { say } from "./say";
import { Side, takesQuestions } from "./side";
import { Status } from "./status";
import { Still } from "./still";
import { useLockScreen } from "./use-lock-screen";
import { useLiveMoment, useMoment } from "./use-moment";
import { usePicture } from "./use-picture";
import { useWriting } from "./use-writing";
import "./watch.css";
import "./player.css";

const slug = slugOfPage();

/** Watch and ask: a phone at home, a laptop. */
export function WatchPage(): JSX.Element {
  useLanguage();
  const { live, view } = useMeeting(slug, "resident");
  const now = useNow(1_000);
  const { meeting } = view;
  useTitle(meeting?.top.title ?? "Wardcast");
  const picture = usePicture(slug, meeting ? playable(meeting) : null, meeting?.top.captioned ?? []);
  const moment = momentIn(location.search, meeting?.top.started_at ?? null);
  useMoment(meeting?.top.phase === "ended" ? moment : null, picture);
  useLiveMoment(meeting?.top.phase === "live" ? moment : null, picture);
  useLockScreen(meeting, picture, now);
  const writing = useWriting(slug, live);
  const [news, setNews] = useState(noNews);

  useEffect(
    () =>
      live.onMessage((message) =>
        setNews((known) => (live.view.meeting ? gathered(known, message, live.view.meeting) : known)),
      ),
    [live],
  );

  if (!meeting) return <Connecting view={view} now={now} />;

  const { top } = meeting;
  const isWriting = writing.open && takesQuestions(meeting);
  return (
    <div class={`watching ${isWriting ? "writing" : ""} ${picture.mode === "text" ? "text-only" : ""}`}>
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
          <About slug={slug} meeting={meeting} />
        </section>
        <Side slug={slug} meeting={meeting} view={view} live={live} picture={picture} writing={writing} now={now} />
        <Announcer message={told(news)} onSaid={() => setNews(noNews)} />
      </main>
    </div>
  );
}
