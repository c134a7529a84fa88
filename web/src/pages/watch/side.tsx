import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { clock } from "../../i18n/time";
import type { LiveMeeting, View } from "../../net/live-meeting";
import type { Meeting } from "../../state/meeting";
import { asking, own, queued } from "../../state/select";
import { Icon } from "../../ui/icon";
import { BeingAsked } from "../../ui/question";
import { Tabs } from "../../ui/tabs";
import { Agenda, Chapters } from "./agenda";
import { AskForm } from "./ask-form";
import { Queue } from "./queue";
import { say } from "./say";
import type { Picture } from "./use-picture";
import type { Writing } from "./use-writing";
import { unsent, Yours } from "./yours";

type TabName = "next" | "yours" | "agenda";

interface SideProps {
  slug: string;
  meeting: Meeting;
  view: View;
  live: LiveMeeting;
  picture: Picture;
  writing: Writing;
  now: number;
}

export function takesQuestions({ top }: Meeting): boolean {
  return top.questions_open && top.phase !== "ended";
}

/** Beside the picture: who is asked now, the form for one's own question or the way to it, and the lists. */
export function Side(props: SideProps): JSX.Element {
  const { slug, meeting, view, writing } = props;
  const { top } = meeting;
  const [chosen, setTab] = useState<TabName | null>(() => (location.hash === "#yours" ? "yours" : null));
  const side = useRef<HTMLElement>(null);
  // Before it starts, the agenda is what there is to see.
  const tab = chosen ?? (top.phase === "planned" && top.items.length > 0 ? "agenda" : "next");
  const asked = asking(meeting);
  const open = takesQuestions(meeting);
  const mine = own(meeting).length + unsent(view).length;

  return (
    <aside class="side" ref={side}>
      {asked && <BeingAsked question={asked} />}
      {top.phase === "planned" && !writing.open && open && (
        <section class="lead">
          <h2>{say("canAsk")}</h2>
          {top.starts !== null && <p>{say("canAskBefore", { time: clock(top.starts) })}</p>}
        </section>
      )}
      {writing.open && open ? (
        <AskForm
          draft={writing.draft}
          rules={top.rules}
          refused={writing.refused}
          onDraft={writing.change}
          onSend={(ready) => {
            writing.send(ready, top.rules.naming);
            setTab("yours");
            focusLater(() => side.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]"));
          }}
          onCancel={() => {
            writing.cancel();
            focusLater(() => side.current?.querySelector<HTMLElement>(".ask-button"));
          }}
        />
      ) : (
        <>
          {open && (tab !== "yours" || mine === 0) && (
            <AskButton main onAsk={writing.begin}>
              {say("ask")}
            </AskButton>
          )}
          {!open && top.phase !== "ended" && (
            <section class="notice">
              <p>
                <b>{say("closed")}</b>
              </p>
              <p class="meta">{say("closedHelp")}</p>
            </section>
          )}
          {top.phase === "ended" ? <Afterwards {...props} /> : <Lists {...props} tab={tab} onTab={setTab} />}
          {open && tab === "yours" && mine > 0 && <AskButton onAsk={writing.begin}>{say("askAnother")}</AskButton>}
          {top.phase === "ended" && mine > 0 && (
            <section class="agenda">
              <h2>{say("yours")}</h2>
              <Yours {...props} onRewrite={() => undefined} />
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
  );
}

function AskButton(props: { main?: boolean; onAsk: () => void; children: ComponentChildren }): JSX.Element {
  return (
    <button
      type="button"
      class={props.main ? "btn main big wide ask-button" : "btn wide ask-button"}
      onClick={props.onAsk}
    >
      <Icon name="plus" />
      {props.children}
    </button>
  );
}

/** The queue, one's own questions, and the agenda. */
function Lists(props: SideProps & { tab: TabName; onTab: (tab: TabName) => void }): JSX.Element {
  const { meeting, view, tab } = props;
  const mine = own(meeting).length + unsent(view).length;
  return (
    <Tabs<TabName>
      label={say("lists")}
      tabs={[
        { name: "next", label: say("next"), count: queued(meeting).length },
        { name: "yours", label: say("yours"), ...(mine > 0 && { count: mine }) },
        { name: "agenda", label: say("agenda") },
      ]}
      chosen={tab}
      onChoose={props.onTab}
    >
      {tab === "next" && <Queue {...props} />}
      {tab === "yours" && <Yours {...props} onRewrite={props.writing.rewrite} />}
      {tab === "agenda" && <Agenda meeting={meeting} />}
    </Tabs>
  );
}

/** The way to each moment of the recording. */
function Afterwards({ meeting, picture }: SideProps): JSX.Element {
  return (
    <section class="agenda">
      <h2>{say("goTo")}</h2>
      <Chapters
        meeting={meeting}
        spans={picture.spans}
        onJump={picture.player && ((seconds) => picture.player?.seek(seconds))}
      />
    </section>
  );
}

/** Once Preact has drawn what is to be focused. */
function focusLater(find: () => HTMLElement | null | undefined): void {
  setTimeout(() => find()?.focus(), 0);
}
