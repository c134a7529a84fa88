import type { Command, MeetingEvent, Role, ServerMessage } from "../protocol/messages";
import { acknowledged, apply, type Meeting } from "../state/meeting";
import { heard, pressed, settled, takenBack, type Presses } from "../state/support";
import { openLink, type LinkState } from "./link";
import { openOutbox, type Outcome, type Waiting } from "./outbox";

/** Everything a page shows of its meeting; a new value at every change. */
export interface View {
  readonly meeting: Meeting | null;
  readonly link: LinkState;
  /** When the server was last heard, milliseconds since 1970; null before the first word. */
  readonly heardAt: number | null;
  readonly waiting: readonly Waiting[];
  readonly presses: Presses;
}

export interface LiveMeeting {
  readonly view: View;
  /** Called at every change, until the returned function is. */
  watch(listener: () => void): () => void;
  /** Every message, after it was applied. */
  onMessage(listener: (message: ServerMessage, before: Meeting | null) => void): () => void;
  /** Each answered command, once. */
  onOutcome(listener: (outcome: Outcome) => void): () => void;
  /** Gives a command: sent now, or kept and sent when the link is back. Returns its id. */
  give(command: Command): string;
  forget(id: string): void;
  /** Supports a question or takes that back; shows at once. */
  support(question: string, wants: boolean): void;
}

/** Opens the meeting's socket; everything ends with `signal`. */
export function openMeeting(slug: string, role: Role, signal: AbortSignal): LiveMeeting {
  const watchers = new Set<() => void>();
  const listeners = new Set<(message: ServerMessage, before: Meeting | null) => void>();
  const outcomes = new Set<(outcome: Outcome) => void>();
  let view: View = {
    meeting: null,
    link: { kind: "connecting", attempt: 0 },
    heardAt: null,
    waiting: [],
    presses: new Map(),
  };

  function show(change: Partial<View>): void {
    view = { ...view, ...change };
    for (const watcher of watchers) watcher();
  }

  const outbox = openOutbox({
    name: `${slug}:${role}`,
    transmit: (message) => link.send(message),
    onChange: () => show({ waiting: outbox.waiting }),
    onOutcome: (outcome) => {
      settle(outcome);
      for (const listener of outcomes) listener(outcome);
    },
    signal,
  });

  function settle(outcome: Outcome): void {
    const { command, data } = outcome.command;
    if (!view.meeting) return;
    const voted = command === "vote" || command === "unvote" ? data.question : null;
    if (outcome.kind === "done" || outcome.refused.code === "already_done") {
      const question = voted ?? (outcome.kind === "done" ? outcome.done.question : null);
      const receipt = outcome.kind === "done" ? outcome.done.receipt : null;
      const meeting = acknowledged(view.meeting, command, question, receipt);
      show({ meeting, presses: voted === null ? view.presses : settled(view.presses, voted, Date.now()) });
    } else if (voted !== null) {
      show({ presses: takenBack(view.presses, voted) });
    }
  }

  const link = openLink({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/${encodeURIComponent(slug)}`,
    role,
    since: () => view.meeting?.seq ?? null,
    onMessage(message) {
      const before = view.meeting;
      const now = Date.now();
      const meeting = apply(before, message, now);
      if (meeting === null && (message.type === "welcome" || message.type === "events")) return false;
      show({ meeting, heardAt: now, presses: heard(view.presses, message, now) });
      if (message.type === "done" || message.type === "refused") outbox.answered(message);
      for (const listener of listeners) listener(message, before);
      return true;
    },
    onState(state) {
      show({ link: state });
      if (state.kind === "open") outbox.resume();
      else outbox.pause();
    },
    signal,
  });

  show({ waiting: outbox.waiting });

  return {
    get view() {
      return view;
    },
    watch: (listener) => subscribe(watchers, listener),
    onMessage: (listener) => subscribe(listeners, listener),
    onOutcome: (listener) => subscribe(outcomes, listener),
    give: (command) => outbox.give(command),
    forget: (id) => outbox.forget(id),
    support(question, wants) {
      if (!view.meeting) return;
      show({ presses: pressed(view.presses, view.meeting, question, wants) });
      outbox.give({ command: wants ? "vote" : "unvote", data: { question } });
    },
  };
}

/** Events of a message, of whichever kind it is. */
export function eventsOf(message: ServerMessage): readonly MeetingEvent[] {
  return message.type === "events" || message.type === "welcome" ? (message.events ?? []) : [];
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
