import { useMemo, useState } from "preact/hooks";
import type { Command, DeclineReason, Question } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { useSteady, type SteadyList } from "../../staff/use-steady";
import { groupOf, groups, type Group } from "../../state/channels";
import type { Meeting } from "../../state/meeting";
import { withStatus } from "../../state/select";
import type { Mode } from "./keys";
import { useChosen, type Choice } from "./use-chosen";

/** At most so many are declined in one command: docs/protocol.md section 2.7. */
const kMost = 200;

/** The desk at which questions are read: what waits, what of it is shown, chosen and ticked. */
export interface Screening extends Choice {
  /** All that wait, whatever the filter. */
  readonly waiting: readonly Question[];
  readonly filter: Group | null;
  readonly setFilter: (filter: Group | null) => void;
  /** Shows the next channel of which there is any, then all again. */
  readonly nextFilter: () => void;
  readonly list: SteadyList;
  /** The chosen question while it still waits. */
  readonly question: Question | null;
  readonly mode: Mode;
  readonly setMode: (mode: Mode) => void;
  /** Ticked to be declined together; null while nobody ticks. */
  readonly ticked: ReadonlySet<string> | null;
  readonly tick: (id: string) => void;
  readonly tickAll: () => void;
  readonly startTicking: () => void;
  /** Takes back one step: a reason that is asked for, then the ticks. */
  readonly back: () => void;
  /** Carries out what was decided about questions of this list. */
  readonly decide: (command: Command) => void;
  /** Declines what is ticked, or the chosen question. */
  readonly decline: (reason: DeclineReason) => void;
}

export function useScreening(desk: Desk, meeting: Meeting): Screening {
  const [filter, setFilter] = useState<Group | null>(null);
  const [asked, setAsked] = useState<string | null>(null); // the question whose reason is asked for, or "ticked"
  const [marks, setMarks] = useState<ReadonlySet<string> | null>(null);
  const waiting = useMemo(() => withStatus(meeting, "waiting"), [meeting]);
  const shown = useMemo(
    () => waiting.filter(({ channel }) => filter === null || groupOf(channel) === filter).map(({ id }) => id),
    [waiting, filter],
  );
  const list = useSteady(shown, true);
  const choice = useChosen(shown);
  const ticked = useMemo(() => marks && new Set(shown.filter((id) => marks.has(id))), [marks, shown]);
  const about = ticked !== null && ticked.size > 0 ? "ticked" : choice.chosen;
  // A reason is asked for one thing: when another is chosen, or this one has gone, nothing is asked any more.
  const mode: Mode = asked !== null && asked === about ? "why" : "list";
  const question =
    (choice.chosen !== null && shown.includes(choice.chosen) && meeting.questions.get(choice.chosen)) || null;

  function decide(command: Command): void {
    list.release();
    setAsked(null);
    desk.give(command);
  }

  return {
    ...choice,
    waiting,
    filter,
    setFilter,
    nextFilter() {
      const there = groups.filter((group) => waiting.some(({ channel }) => groupOf(channel) === group));
      setFilter(there[filter === null ? 0 : there.indexOf(filter) + 1] ?? null);
    },
    list,
    question,
    mode,
    setMode: (next) => setAsked(next === "list" ? null : about),
    ticked,
    tick(id) {
      const next = new Set(ticked ?? []);
      if (!next.delete(id) && next.size < kMost) next.add(id);
      setMarks(next);
    },
    tickAll: () => setMarks(new Set(shown.slice(0, kMost))),
    startTicking: () => setMarks(new Set()),
    back() {
      if (mode === "why") setAsked(null);
      else setMarks(null);
    },
    decide,
    decline(reason) {
      if (ticked !== null && ticked.size > 0) {
        decide({ command: "decline_many", data: { questions: [...ticked], reason } });
        setMarks(null);
      } else if (question) {
        decide({ command: "decline", data: { question: question.id, reason } });
      }
    },
  };
}
