import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { distance } from "../../i18n/time";
import type { LiveMeeting } from "../../net/live-meeting";
import type { Relay, RelayHealth } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import type { Meeting } from "../../state/meeting";
import { Icon, type IconName } from "../../ui/icon";
import { AddRelayDialog } from "./add-relay-dialog";
import { RelayDialog } from "./relay-dialog";
import { relayTroubleWords } from "./relay-trouble-words";
import { say } from "./relay-words";

/** Where the programme is pushed to as well, and how each target does, in words. */
export function RelaysPanel({ desk, meeting, now }: { desk: Desk; meeting: Meeting; now: number }): JSX.Element {
  const health = useRelayHealth(desk.live);
  const [open, setOpen] = useState<"add" | Relay | null>(null);
  const { relays } = meeting.top;
  return (
    <section aria-labelledby="relays">
      <div class="head">
        <h2 id="relays">{say("relays")}</h2>
        <button type="button" class="btn plain" aria-label={say("addRelay")} onClick={() => setOpen("add")}>
          {say("add")}
        </button>
      </div>
      {relays.length === 0 ? (
        <p class="meta">{say("noRelays")}</p>
      ) : (
        <ul class="cards relays">
          {relays.map((relay) => (
            <Row
              key={relay.id}
              relay={relay}
              health={health.get(relay.id) ?? null}
              now={now}
              onChange={() => setOpen(relay)}
            />
          ))}
        </ul>
      )}
      {open === "add" && <AddRelayDialog desk={desk} onClose={() => setOpen(null)} />}
      {open !== null && open !== "add" && (
        <RelayDialog
          desk={desk}
          relay={relays.find(({ id }) => id === open.id) ?? open}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

/** The last that was heard of each relay, by its id. */
function useRelayHealth(live: LiveMeeting): ReadonlyMap<string, RelayHealth> {
  const [health, setHealth] = useState<ReadonlyMap<string, RelayHealth>>(new Map());
  useEffect(
    () =>
      live.onMessage((message) => {
        if (message.type === "relay") setHealth((before) => new Map(before).set(message.relay, message));
      }),
    [live],
  );
  return health;
}

const icons: Readonly<Record<RelayHealth["state"], IconName>> = {
  live: "tick",
  waiting: "more",
  connecting: "more",
  trouble: "warn",
  off: "off",
};

function Row(props: { relay: Relay; health: RelayHealth | null; now: number; onChange: () => void }): JSX.Element {
  const { relay, health, now } = props;
  const state = relay.on ? (health?.state ?? "waiting") : "off";
  return (
    <li class={`relay ${state}`}>
      <Icon name={icons[state]} size="s" />
      <div class="grow">
        <p>
          <b>{relay.label}</b>
        </p>
        <p class="meta">
          {health || !relay.on ? say(`state_${state}`) : say("state_unknown")}
          {state === "live" && health && figures(health, now)}
        </p>
        {state === "live" && health !== null && health.dropped > 0 && (
          <p class="meta">{say("dropped", { count: health.dropped })}</p>
        )}
        {state === "trouble" && health && <p class="meta">{trouble(health, now)}</p>}
      </div>
      <button
        type="button"
        class="btn square plain"
        aria-haspopup="dialog"
        aria-label={say("change", { name: relay.label })}
        onClick={props.onChange}
      >
        <Icon name="more" />
      </button>
    </li>
  );
}

function figures(health: RelayHealth, now: number): string {
  const since = health.since === null ? "" : ` ${say("since", { distance: distance(now - health.since) })}`;
  return health.kbps > 0 ? `${since} · ${say("rate", { rate: (health.kbps / 1_000).toFixed(1) })}` : since;
}

/** What went wrong, and when it tries again. */
function trouble(health: RelayHealth, now: number): string {
  const what = relayTroubleWords(health) ?? say("troubleUnknown");
  if (health.next_try_at === null) return what;
  const wait = health.next_try_at - now;
  return `${what} ${wait < 1_000 ? say("nextTryNow") : say("nextTry", { distance: distance(wait) })}`;
}
