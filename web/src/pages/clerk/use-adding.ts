import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Command, Done } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { refusalWords } from "../../ui/refusal";

/** A dialog that adds something by one command, and stays open until it is known what came of it. */
export interface Adding {
  /** Stands around what is in the dialog. */
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Somebody has tried to send it: from now on it is said what is missing. */
  readonly tried: boolean;
  readonly sent: boolean;
  /** Why the server refused, in words. */
  readonly failed: string | null;
  /** For the form: sends the command, or only says what is missing where `command` is null. */
  submit(event: Event, command: Command | null): void;
}

/** `shows`: whether the dialog has something to show of what was made; else it closes. */
export function useAdding(desk: Desk, shows: (done: Done) => boolean = () => false): Adding {
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [sent, setSent] = useState(false);
  const waiting = useRef<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const asked = useRef(shows);
  asked.current = shows;

  useEffect(
    () =>
      desk.live.onOutcome((outcome) => {
        const answer = outcome.kind === "done" ? outcome.done : outcome.refused;
        if (answer.id !== waiting.current) return;
        waiting.current = null;
        setSent(false);
        if (outcome.kind === "refused") setFailed(outcome.refused.message || refusalWords(outcome.refused));
        else if (!asked.current(outcome.done)) frame.current?.closest("dialog")?.close();
      }),
    [desk.live],
  );

  return {
    frame,
    tried,
    sent,
    failed,
    submit(event, command) {
      event.preventDefault();
      setTried(true);
      setFailed(null);
      if (command === null || sent || desk.offline) return;
      setSent(true);
      waiting.current = desk.live.give(command);
    },
  };
}
