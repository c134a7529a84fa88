import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { language, type Language } from "../../i18n/words";
import type { CaptionLanguage } from "../../protocol/messages";
import type { LiveMeeting, View } from "../../net/live-meeting";
import { air } from "../../state/select";
import type { Meeting } from "../../state/meeting";
import { Bar } from "../../ui/bar";
import { useLanguage, useMeeting, useNow, useTitle } from "../../ui/hooks";
import { Icon } from "../../ui/icon";
import { Mark } from "../../ui/mark";
import { refusalWords } from "../../ui/refusal";
import { RefusedPage } from "../../ui/refused";
import { slugOfPage } from "../../ui/start";
import { useWakeLock } from "../../ui/wake-lock";
import { say } from "./captioner-words";
import { LineEntry } from "./line-entry";
import { LineList } from "./line-list";
import { saidAt } from "./timing";
import { useCaptions } from "./use-captions";
import { useProgramme } from "./use-programme";

/** Writes down what is said while the meeting runs, and puts it right afterwards. */
export function CaptionerPage(): JSX.Element {
  useLanguage();
  const slug = useMemo(() => slugOfPage(), []);
  const { live, view } = useMeeting(slug, "captioner");
  const title = say("title", { title: view.meeting?.top.title ?? slug });
  useTitle(title);
  if (view.link.kind === "refused") return <RefusedPage slug={slug} />;
  return (
    <>
      <Bar place={view.meeting?.top.title ?? "Wardcast"} href={`/m/${encodeURIComponent(slug)}`}>
        {view.link.kind === "open" ? (
          view.meeting && <AirMark meeting={view.meeting} />
        ) : (
          <span role="status">
            <Mark kind="ring">{say("reconnecting")}</Mark>
          </span>
        )}
      </Bar>
      {view.meeting ? (
        <Workplace slug={slug} live={live} view={view} meeting={view.meeting} title={title} />
      ) : (
        <main class="empty">
          <h1 class="vh">{title}</h1>
          <p role="status">{say("loading")}</p>
        </main>
      )}
    </>
  );
}

function AirMark({ meeting }: { meeting: Meeting }): JSX.Element {
  const { phase } = meeting.top;
  if (phase === "live" && meeting.top.air.state !== "off") return <Mark kind="live">{say("onAir")}</Mark>;
  return <Mark kind="ring">{say(phase === "live" ? "offAir" : phase === "planned" ? "notStarted" : "over")}</Mark>;
}

function Workplace(props: {
  slug: string;
  live: LiveMeeting;
  view: View;
  meeting: Meeting;
  title: string;
}): JSX.Element {
  const { slug, live, view, meeting } = props;
  const { phase, started_at: started, recording } = meeting.top;
  useWakeLock();
  const now = useNow(1000);
  const [lang, setLang] = useState<CaptionLanguage>(language);
  const [editing, setEditing] = useState<string | null>(null);
  const refusal = useRefusal(live);
  const { lines, failed } = useCaptions(slug, meeting);
  const source =
    phase === "ended"
      ? recording === "ready"
        ? "recording"
        : null
      : meeting.top.air.state === "none"
        ? null
        : "programme";
  const programme = useProgramme(slug, source);
  const idle = programme.state.kind === "idle" || programme.state.kind === "ended";
  const waiting = view.waiting.flatMap(({ id, command, givenAt }) =>
    command.command === "caption" && now - givenAt > 1500 ? [{ id, text: command.data.text }] : [],
  );
  const last = lines.findLast((line) => line.lang === lang && line.text !== "");
  const note =
    phase === "planned"
      ? say("notBegun")
      : phase === "ended"
        ? say("ended")
        : air(meeting) === "off"
          ? say("offAir")
          : null;

  return (
    <main class="workplace">
      <h1 class="vh">{props.title}</h1>
      <section class="hearing" aria-label={say(source === "recording" ? "recordingPicture" : "picture")}>
        {source !== null && (
          <div class="still">
            <video
              ref={programme.attach}
              playsInline
              controls={!idle}
              aria-label={say(source === "recording" ? "recordingPicture" : "picture")}
            />
            {idle && (
              <div class="slate poster">
                <button type="button" class="btn main big" onClick={programme.play}>
                  <Icon name="play" />
                  {say("listen")}
                </button>
              </div>
            )}
          </div>
        )}
        <Languages chosen={lang} onChoose={setLang} />
        <p class="soft">
          {say("sent", { count: lines.length })} ·{" "}
          <a href={`/m/${encodeURIComponent(slug)}/captions.vtt?lang=${lang}`}>{say("download")}</a>
        </p>
      </section>
      <section class="writing" aria-labelledby="written">
        <h2 id="written">{say("lines")}</h2>
        <p class="soft">{lines.length === 0 ? say("noLines") : say("linesHelp")}</p>
        {failed && (
          <p class="notice" role="alert">
            {say("loadFailed")}
          </p>
        )}
        <LineList
          lines={lines}
          waiting={waiting}
          editing={editing}
          onEdit={(id) => {
            setEditing(id);
            if (id === null) document.getElementById("line")?.focus();
          }}
          onCorrect={(caption, text) => live.give({ command: "correct_caption", data: { caption, text } })}
          onHear={source === "recording" ? programme.hear : null}
        />
        {refusal !== null && (
          <p class="notice" role="alert">
            {refusal}
          </p>
        )}
        {note !== null && (
          <p class="notice" role="status">
            {note}
          </p>
        )}
        {phase === "live" && (
          <LineEntry
            language={lang}
            now={() => saidAt(programme.state, Date.now() + meeting.skew, started)}
            onSend={(text, from) =>
              live.give({ command: "caption", data: { text, lang, from: new Date(from).toISOString() } })
            }
            onEditLast={() => last && setEditing(last.id)}
          />
        )}
      </section>
    </main>
  );
}

function Languages(props: { chosen: CaptionLanguage; onChoose: (lang: CaptionLanguage) => void }): JSX.Element {
  return (
    <fieldset class="languages">
      <legend>{say("language")}</legend>
      {(["en", "cy"] as const satisfies readonly Language[]).map((each) => (
        <label key={each}>
          <input type="radio" name="language" checked={props.chosen === each} onChange={() => props.onChoose(each)} />
          {say(each)}
        </label>
      ))}
    </fieldset>
  );
}

/** What the server would not take, until it takes the next. */
function useRefusal(live: LiveMeeting): string | null {
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(
    () =>
      live.onOutcome((outcome) => {
        const { command, data } = outcome.command;
        if (command !== "caption" && command !== "correct_caption") return;
        const refused = outcome.kind === "refused" && outcome.refused.code !== "already_done" ? outcome.refused : null;
        setRefusal(refused && say("refused", { text: data.text, why: words(refused) }));
      }),
    [live],
  );
  return refusal;
}

/** The server's own words where those of the pages, which are about questions, do not fit. */
function words(refused: { readonly code: string; readonly message: string }): string {
  if (refused.code === "wrong_state") return say("offAir");
  if (refused.code === "bad_message") return refused.message;
  return refusalWords({ type: "refused", id: null, retry_after: null, ...refused });
}
