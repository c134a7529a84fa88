import type { Command, Done, Refused } from "../protocol/messages";
import { keep, kept, keptNames } from "./keep";

/** Milliseconds. What was meant for a meeting hours ago is not meant any more. */
const kLongest = 6 * 60 * 60 * 1000;
/** Milliseconds until a command is tried again after `unavailable`. */
const kUnavailable = 3_000;

export interface Waiting {
  readonly id: string;
  readonly command: Command;
  /** When it was given, milliseconds since 1970. */
  readonly givenAt: number;
  /** In the socket, not yet answered. */
  readonly sent: boolean;
  /** Asked to slow down: goes again at this time. */
  readonly notBefore: number | null;
}

export type Outcome =
  | { readonly kind: "done"; readonly done: Done; readonly command: Command }
  | { readonly kind: "refused"; readonly refused: Refused; readonly command: Command };

export interface OutboxOptions {
  /** Names the meeting and role; commands are kept in this browser under it. */
  readonly name: string;
  /** False where the link is not open. */
  readonly transmit: (message: object) => boolean;
  readonly onOutcome: (outcome: Outcome) => void;
  readonly onChange: () => void;
  readonly signal: AbortSignal;
}

/**
 * Commands on their way. Each has an id of its own and stays, also over a reload, until the server has answered it; sent
 * again after a reconnect, it is done once (docs/protocol.md section 2.7).
 */
export interface Outbox {
  readonly waiting: readonly Waiting[];
  /** Returns the command's id. */
  give(command: Command): string;
  /** Forgets a command that waits; what is already in the socket may still be done. */
  forget(id: string): void;
  /** The link is open: everything goes (again), in order. */
  resume(): void;
  /** The link was lost. */
  pause(): void;
  answered(answer: Done | Refused): void;
}

export function openOutbox(options: OutboxOptions): Outbox {
  const prefix = `wardcast:out:${options.name}:`;
  let waiting: readonly Waiting[] = restored(prefix);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  options.signal.addEventListener("abort", () => timers.forEach(clearTimeout));

  function change(id: string, to: Partial<Waiting> | null): void {
    waiting = waiting.flatMap((each) => (each.id !== id ? each : to === null ? [] : { ...each, ...to }));
    options.onChange();
  }

  function transmit({ id, command }: Waiting): void {
    if (options.transmit({ type: "do", id, ...command })) change(id, { sent: true, notBefore: null });
  }

  function later(id: string, wait: number): void {
    change(id, { sent: false, notBefore: Date.now() + wait });
    const timer = setTimeout(() => {
      timers.delete(timer);
      const due = waiting.find((each) => each.id === id);
      if (due && !due.sent) transmit(due);
    }, wait);
    timers.add(timer);
  }

  return {
    get waiting() {
      return waiting;
    },
    give(command) {
      const id = crypto.randomUUID();
      const entry: Waiting = { id, command, givenAt: Date.now(), sent: false, notBefore: null };
      if (!holdsSecret(command)) keep(prefix + id, JSON.stringify({ command, givenAt: entry.givenAt }));
      waiting = [...waiting, entry];
      options.onChange();
      transmit(entry);
      return id;
    },
    forget(id) {
      keep(prefix + id, null);
      change(id, null);
    },
    resume() {
      for (const each of waiting) transmit(each);
    },
    pause() {
      waiting = waiting.map((each) => ({ ...each, sent: false }));
      options.onChange();
    },
    answered(answer) {
      const entry = waiting.find((each) => each.id === answer.id);
      if (!entry) return;
      if (answer.type === "refused" && (answer.code === "slow_down" || answer.code === "unavailable")) {
        return later(entry.id, answer.retry_after === null ? kUnavailable : Math.max(1, answer.retry_after) * 1000);
      }
      keep(prefix + entry.id, null);
      change(entry.id, null);
      const { command } = entry;
      options.onOutcome(
        answer.type === "done"
          ? { kind: "done", done: answer, command }
          : { kind: "refused", refused: answer, command },
      );
    },
  };
}

/** A token of somebody else's service does not stay in a browser that others may use. */
function holdsSecret(command: Command): boolean {
  return command.command === "add_source" && command.data.token !== undefined;
}

function restored(prefix: string): Waiting[] {
  const found: Waiting[] = [];
  for (const name of keptNames(prefix)) {
    const entry = entryOf(kept(name));
    if (entry && Date.now() - entry.givenAt < kLongest) {
      found.push({ id: name.slice(prefix.length), ...entry, sent: false, notBefore: null });
    } else {
      keep(name, null);
    }
  }
  return found.sort((a, b) => a.givenAt - b.givenAt);
}

function entryOf(text: string | null): Pick<Waiting, "command" | "givenAt"> | null {
  try {
    const value = JSON.parse(text ?? "") as unknown;
    if (typeof value !== "object" || value === null || !("command" in value) || !("givenAt" in value)) return null;
    const { command, givenAt } = value;
    if (typeof givenAt !== "number" || typeof command !== "object" || command === null) return null;
    if (!("command" in command) || typeof command.command !== "string" || !("data" in command)) return null;
    return { givenAt, command: command as Command }; // Written by give(); the server judges it anew.
  } catch {
    return null;
  }
}
