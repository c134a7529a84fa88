import type { JSX } from "preact";
import { clock, elapsed } from "../i18n/time";
import { orders, type Command } from "../protocol/messages";
import type { Meeting } from "../state/meeting";
import { closeDialog, Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import type { Desk } from "./desk";
import { say } from "./staff-words";

const kWindows = [3, 5, 10] as const; // minutes

/** The order in force, and the way to change it. */
export function OrderButton(props: { meeting: Meeting; now: number; onOpen: () => void }): JSX.Element {
  const { order, listening } = props.meeting.top;
  return (
    <button type="button" class="btn" aria-haspopup="dialog" onClick={props.onOpen}>
      {listening
        ? say("listeningFor", { time: elapsed(listening.until - props.now) })
        : say("orderNow", { order: say(`order_${order}`) })}
      <Icon name="down" size="s" />
    </button>
  );
}

/** In which order questions are put, and the time in which the meeting only listens; both count at once. */
export function OrderDialog(props: { desk: Desk; meeting: Meeting; onClose: () => void }): JSX.Element {
  const { desk, meeting } = props;
  const { order, listening } = meeting.top;
  const give = (event: Event, command: Command): void => {
    closeDialog(event);
    desk.give(command);
  };
  return (
    <Dialog title={say("orderTitle")} onClose={props.onClose}>
      <ol class="choices one">
        {orders.map((each) => (
          <li key={each}>
            <button
              type="button"
              class="btn wide choice"
              aria-pressed={each === order}
              onClick={(event) => give(event, { command: "order_by", data: { order: each } })}
            >
              <b>{say(`orderName_${each}`)}</b>
              <span class="meta">{say(`orderHelp_${each}`)}</span>
            </button>
          </li>
        ))}
      </ol>
      <p class="soft">{say("orderMoved")}</p>
      <section class="stack">
        <h3>{say("listenTitle")}</h3>
        <p class="soft">{listening ? say("listenUntil", { time: clock(listening.until) }) : say("listenHelp")}</p>
        <p class="row">
          {listening ? (
            <button
              type="button"
              class="btn"
              onClick={(event) => give(event, { command: "listen", data: { minutes: 0 } })}
            >
              {say("listenEnd")}
            </button>
          ) : (
            kWindows.map((minutes) => (
              <button
                key={minutes}
                type="button"
                class="btn"
                onClick={(event) => give(event, { command: "listen", data: { minutes } })}
              >
                {say("minutesShort", { minutes })}
              </button>
            ))
          )}
        </p>
      </section>
      <button type="button" class="btn plain" onClick={closeDialog}>
        {say("back")}
      </button>
    </Dialog>
  );
}
