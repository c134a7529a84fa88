import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { clock, lasted } from "../../i18n/time";
import type { AgendaItem } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import type { Meeting } from "../../state/meeting";
import { closeDialog, Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icon";
import { say } from "./clerk-words";

/** The agenda: what was, what is, and one press for what comes. */
export function Agenda({ desk, meeting, now }: { desk: Desk; meeting: Meeting; now: number }): JSX.Element {
  const [editing, setEditing] = useState(false);
  const { items, item: open } = meeting.top;
  return (
    <section aria-labelledby="agenda">
      <div class="head">
        <h2 id="agenda">{say("agenda")}</h2>
        {items.length > 0 && (
          <button type="button" class="btn plain" aria-label={say("editAgenda")} onClick={() => setEditing(true)}>
            {say("edit")}
          </button>
        )}
      </div>
      {items.length === 0 ? (
        <div class="cards empty">
          <p>{say("noAgenda")}</p>
          <button type="button" class="btn" onClick={() => setEditing(true)}>
            {say("writeAgenda")}
          </button>
        </div>
      ) : (
        <ol class="cards items">
          {items.map((item, at) => (
            <Item
              key={item.id}
              item={item}
              number={at + 1}
              open={item.id === open}
              now={now}
              onStart={() => desk.give({ command: "open_item", data: { item: item.id } })}
            />
          ))}
        </ol>
      )}
      {editing && <AgendaDialog desk={desk} items={items} onClose={() => setEditing(false)} />}
    </section>
  );
}

function Item(props: {
  item: AgendaItem;
  number: number;
  open: boolean;
  now: number;
  onStart: () => void;
}): JSX.Element {
  const { item, number, open } = props;
  if (open) {
    const since = item.opened_at === null ? "" : lasted(props.now - item.opened_at);
    return (
      <li class="here" aria-current="step">
        <b>{number}</b>
        <b class="q">{item.title}</b>
        <span class="nowtag">{say("nowFor", { time: since })}</span>
      </li>
    );
  }
  if (item.opened_at !== null) {
    return (
      <li class="done">
        <Icon name="tick" size="s" />
        <span class="q">{item.title}</span>
        <span class="row">
          <time dateTime={new Date(item.opened_at).toISOString()}>{clock(item.opened_at)}</time>
          <button
            type="button"
            class="btn"
            aria-label={say("againLong", { title: item.title })}
            onClick={props.onStart}
          >
            {say("again")}
          </button>
        </span>
      </li>
    );
  }
  return (
    <li>
      <b>{number}</b>
      <span class="q">{item.title}</span>
      <button type="button" class="btn" aria-label={say("startLong", { title: item.title })} onClick={props.onStart}>
        {say("start")}
      </button>
    </li>
  );
}

interface Draft {
  readonly key: number;
  /** Null for an item that is new. */
  readonly id: string | null;
  readonly title: string;
}

/** The agenda as lines of text that can be added, removed and moved. */
function AgendaDialog(props: { desk: Desk; items: readonly AgendaItem[]; onClose: () => void }): JSX.Element {
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => {
    const known = props.items.map(({ id, title }, key) => ({ key, id, title }));
    return known.length > 0 ? known : [{ key: 0, id: null, title: "" }];
  });
  const change = (key: number, title: string): void =>
    setDrafts(drafts.map((each) => (each.key === key ? { ...each, title } : each)));
  const swap = (at: number, by: 1 | -1): void => {
    const [one, other] = [drafts[at], drafts[at + by]];
    if (!one || !other) return;
    setDrafts(drafts.map((each, index) => (index === at ? other : index === at + by ? one : each)));
  };

  function save(event: Event): void {
    event.preventDefault();
    const items = drafts
      .map(({ id, title }) => ({ ...(id !== null && { id }), title: title.trim() }))
      .filter(({ title }) => title !== "");
    props.desk.give({ command: "set_agenda", data: { items } });
    closeDialog(event);
  }

  return (
    <Dialog title={say("editAgenda")} onClose={props.onClose}>
      <form class="drafts" onSubmit={save}>
        <ol>
          {drafts.map(({ key, title }, at) => {
            const name = title || say("itemTitle", { number: at + 1 });
            return (
              <li key={key}>
                <span class="n">{at + 1}</span>
                <input
                  aria-label={say("itemTitle", { number: at + 1 })}
                  value={title}
                  maxLength={200}
                  autocomplete="off"
                  onInput={(event) => change(key, event.currentTarget.value)}
                />
                <button
                  type="button"
                  class="btn square"
                  aria-label={say("moveUp", { title: name })}
                  aria-disabled={at === 0}
                  onClick={() => swap(at, -1)}
                >
                  <Icon name="arrow-up" size="s" />
                </button>
                <button
                  type="button"
                  class="btn square"
                  aria-label={say("moveDown", { title: name })}
                  aria-disabled={at === drafts.length - 1}
                  onClick={() => swap(at, 1)}
                >
                  <Icon name="arrow-down" size="s" />
                </button>
                <button
                  type="button"
                  class="btn square"
                  aria-label={say("removeItem", { title: name })}
                  onClick={() => setDrafts(drafts.filter((each) => each.key !== key))}
                >
                  <span aria-hidden="true">×</span>
                </button>
              </li>
            );
          })}
        </ol>
        <button
          type="button"
          class="btn"
          onClick={() =>
            setDrafts([...drafts, { key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1, id: null, title: "" }])
          }
        >
          <Icon name="plus" size="s" />
          {say("addItem")}
        </button>
        <p class="acts">
          <button type="submit" class="btn big main">
            {say("save")}
          </button>
          <button type="button" class="btn big" onClick={closeDialog}>
            {sayStaff("cancel")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
