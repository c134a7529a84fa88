import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ago, distance } from "../../i18n/time";
import type { Source, SourceHealth } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import type { Meeting } from "../../state/meeting";
import { Icon, type IconName } from "../../ui/icon";
import { AddSourceDialog } from "./add-source-dialog";
import { SourceDialog } from "./source-dialog";
import { say } from "./source-words";
import { sourceTroubleWords } from "./source-trouble-words";
import { useSourceHealth } from "./use-sources";

/** Where questions come from outside, and how each source does, in words. */
export function SourcesPanel({ desk, meeting, now }: { desk: Desk; meeting: Meeting; now: number }): JSX.Element {
  const health = useSourceHealth(desk.live);
  const [open, setOpen] = useState<"add" | Source | null>(null);
  const { sources } = meeting.top;
  return (
    <section aria-labelledby="sources">
      <div class="head">
        <h2 id="sources">{say("sources")}</h2>
        <button type="button" class="btn plain" aria-label={say("addSource")} onClick={() => setOpen("add")}>
          {say("add")}
        </button>
      </div>
      {sources.length === 0 ? (
        <p class="meta">{say("noSources")}</p>
      ) : (
        <ul class="cards sources">
          {sources.map((source) => (
            <Row
              key={source.id}
              source={source}
              health={health.get(source.id) ?? null}
              now={now}
              onChange={() => setOpen(source)}
            />
          ))}
        </ul>
      )}
      {open === "add" && <AddSourceDialog desk={desk} meeting={meeting} onClose={() => setOpen(null)} />}
      {open !== null && open !== "add" && (
        <SourceDialog
          desk={desk}
          source={sources.find(({ id }) => id === open.id) ?? open}
          taken={health.get(open.id)?.taken ?? null}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

/** "Mastodon #Billesley": what a source is called. */
export function nameOf(source: Source): string {
  return [source.label || say(`kind_${source.kind}`), ...source.hashtags.map((tag) => `#${tag}`)].join(" ");
}

const icons: Readonly<Record<SourceHealth["state"], IconName>> = {
  ok: "tick",
  waiting: "more",
  trouble: "warn",
  off: "off",
};

function Row(props: { source: Source; health: SourceHealth | null; now: number; onChange: () => void }): JSX.Element {
  const { source, health, now } = props;
  const state = source.on ? (health?.state ?? "waiting") : "off";
  const name = nameOf(source);
  return (
    <li class={`source ${state}`}>
      <Icon name={icons[state]} size="s" />
      <div class="grow">
        <p>
          <b>{source.label || say(`kind_${source.kind}`)}</b> {source.hashtags.map((tag) => `#${tag}`).join(" ")}
        </p>
        <p class="meta">
          {health || !source.on ? say(`state_${state}`) : say("state_unknown")}
          {state !== "off" && <> · {lastPost(health, now)}</>}
        </p>
        {state === "trouble" && health && <p class="meta">{trouble(health, now)}</p>}
        {state === "ok" && health && sourceTroubleWords(health) && <p class="meta">{sourceTroubleWords(health)}</p>}
      </div>
      <button
        type="button"
        class="btn square plain"
        aria-haspopup="dialog"
        aria-label={say("change", { name })}
        onClick={props.onChange}
      >
        <Icon name="more" />
      </button>
    </li>
  );
}

function lastPost(health: SourceHealth | null, now: number): string {
  if (health === null || health.last_post_at === null) return say("noPostYet");
  return say("lastPost", { ago: ago(now - health.last_post_at) });
}

/** What went wrong, and when it tries again. */
function trouble(health: SourceHealth, now: number): string {
  const what = sourceTroubleWords(health) ?? say("troubleUnknown");
  if (health.next_try_at === null) return what;
  const wait = health.next_try_at - now;
  return `${what} ${wait < 1_000 ? say("nextTryNow") : say("nextTry", { distance: distance(wait) })}`;
}
