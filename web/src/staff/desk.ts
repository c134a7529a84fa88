import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { LiveMeeting, View } from "../net/live-meeting";
import type { Waiting } from "../net/outbox";
import type { Command, Refused } from "../protocol/messages";
import { foreseen, subject, subjects } from "../state/foresee";
import type { Meeting } from "../state/meeting";
import { useMeeting } from "../ui/hooks";

/** Milliseconds for which Undo is offered after a decision; the server would take it back for a minute. */
export const kUndoFor = 10_000;
/** Milliseconds without a link before that is worth a striped bar. */
const kBlink = 1_500;

/** The last decision of this person, while it can be taken back. */
export interface Decision {
  readonly command: Command;
  /** What to call it, where that is not what the command says: "Answer later" is two commands. */
  readonly as: "later" | null;
  readonly until: number;
}

/** A chair's or clerk's desk: the meeting as it will be once everything given has been done, and what to do about it. */
export interface Desk {
  readonly live: LiveMeeting;
  readonly view: View;
  /** With everything foreseen that was given; null before the first word of the server. */
  readonly meeting: Meeting | null;
  /** The link has been away for more than a moment. */
  readonly offline: boolean;
  /** Given and not yet answered. */
  readonly waiting: readonly Waiting[];
  /** Per question, the last command that has not reached the server. Empty while connected. */
  readonly unsent: ReadonlyMap<string, Command>;
  readonly decision: Decision | null;
  /** The last refusal, until it is dismissed or something else is given. */
  readonly refused: { readonly refused: Refused; readonly command: Command } | null;
  /** Gives commands in order; the last of them is what Undo offers to take back. */
  give(...commands: readonly Command[]): void;
  /** Puts the question asked now at the end of the queue. */
  answerLater(question: string): void;
  /** Takes back the last decision: of this page while it is offered, else what the server still offers to. */
  undo(): void;
  dismiss(): void;
}

interface Settling {
  readonly command: Command;
  readonly seq: number;
}

/** Commands about questions that the server can take back. */
function undoable(command: Command): boolean {
  return command.command !== "write_answer" && subjects(command).length > 0;
}

export function useDesk(slug: string, role: "chair" | "clerk"): Desk {
  const { live, view } = useMeeting(slug, role);
  const [decision, setDecision] = useState<(Decision & { ids: readonly string[] }) | null>(null);
  const [refused, setRefused] = useState<Desk["refused"]>(null);
  const settling = useRef<readonly Settling[]>([]);
  const offline = useOffline(view);

  useEffect(
    () =>
      live.onOutcome((outcome) => {
        if (outcome.kind === "done") {
          settling.current = [...settling.current, { command: outcome.command, seq: outcome.done.seq }];
        } else if (outcome.refused.code !== "already_done") {
          setRefused({ refused: outcome.refused, command: outcome.command });
        }
      }),
    [live],
  );

  const truth = view.meeting;
  const { waiting } = view;
  const meeting = useMemo(() => {
    if (!truth) return null;
    // `done` may come before its events: until they are here, the command is still laid over what is known.
    settling.current = settling.current.filter(({ seq }) => seq > truth.seq);
    const given = [...settling.current, ...waiting].map(({ command }) => command);
    return foreseen(truth, given, Date.now() + truth.skew);
  }, [truth, waiting]);

  const unsent = useMemo(() => {
    const marks = new Map<string, Command>();
    for (const { command, sent } of offline ? waiting : []) {
      if (!sent) for (const question of subjects(command)) marks.set(question, command);
    }
    return marks;
  }, [waiting, offline]);

  useEffect(() => {
    if (!decision) return;
    const timer = setTimeout(() => setDecision(null), Math.max(0, decision.until - Date.now()));
    return () => clearTimeout(timer);
  }, [decision]);

  function decide(commands: readonly Command[], as: Decision["as"]): void {
    const ids = commands.map((command) => live.give(command));
    const command = commands.at(-1);
    setRefused(null);
    if (command && undoable(command)) setDecision({ command, as, ids, until: Date.now() + kUndoFor });
  }

  return {
    live,
    view,
    meeting,
    offline,
    waiting,
    unsent,
    decision: decision && standing(decision, truth, waiting) ? decision : null,
    refused,
    give: (...commands) => decide(commands, null),
    answerLater: (question) =>
      decide(
        [
          { command: "put_back", data: { question } },
          { command: "move", data: { question, before: null } },
        ],
        "later",
      ),
    undo() {
      const offered = truth?.top.undo ?? null;
      if (!decision) {
        if (truth && offered && offered.until > Date.now() + truth.skew) live.give({ command: "undo", data: {} });
        return;
      }
      setDecision(null);
      const kept = waiting.filter(({ id, sent }) => decision.ids.includes(id) && !sent);
      const question = subject(decision.command);
      // What has not left this device is simply not sent.
      if (kept.length === decision.ids.length) kept.forEach(({ id }) => live.forget(id));
      // The server takes back one step, and this was two: the question is called again.
      else if (decision.as === "later" && question !== null) live.give({ command: "call", data: { question } });
      else live.give({ command: "undo", data: {} });
    },
    dismiss: () => setRefused(null),
  };
}

/** Whether Undo would still take back this decision, and not what somebody else has done since. */
function standing(
  decision: Decision & { ids: readonly string[] },
  truth: Meeting | null,
  waiting: readonly Waiting[],
): boolean {
  if (waiting.some(({ id }) => decision.ids.includes(id))) return true;
  const question = subject(decision.command);
  if (decision.as === "later") return truth?.top.asking === null && truth.queue.includes(question ?? "");
  const undo = truth?.top.undo ?? null;
  return undo === null || undo.question === null || subjects(decision.command).includes(undo.question);
}

function useOffline(view: View): boolean {
  const away = view.meeting !== null && view.link.kind !== "open";
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    if (!away) return setOffline(false);
    const timer = setTimeout(() => setOffline(true), kBlink);
    return () => clearTimeout(timer);
  }, [away]);
  return offline;
}
