import type { JSX } from "preact";
import type { Question } from "../../protocol/messages";
import { shortly } from "../../staff/decided";
import type { Act } from "../../staff/feed";
import { say as sayStaff } from "../../staff/staff-words";
import { Reasons } from "./reasons";
import type { KeyDoors } from "./use-keys";
import type { Screening } from "./use-screening";

/** What can be done with the chosen question, with the key on each button. */
export function ChosenQuestion(props: {
  question: Question;
  screening: Screening;
  act: Act;
  doors: KeyDoors;
}): JSX.Element {
  const { question, screening, act, doors } = props;
  if (screening.mode === "why") {
    return (
      <Reasons
        onChoose={(event, reason) => act(event, () => screening.decline(reason))}
        onBack={() => screening.setMode("list")}
      />
    );
  }
  const button = (
    words: "approve" | "hold" | "decline" | "merge" | "edit" | "block",
    key: string,
    what: (event: Event) => void,
  ): JSX.Element => (
    <button type="button" class={words === "approve" ? "btn main" : "btn"} aria-keyshortcuts={key} onClick={what}>
      {sayStaff(words)} <kbd>{key}</kbd>
      <span class="vh">: {shortly(question.text)}</span>
    </button>
  );
  const decide = (command: "approve" | "hold") => (event: Event) =>
    act(event, () => screening.decide({ command, data: { question: question.id } }));
  return (
    <div class="keys">
      {button("approve", "A", decide("approve"))}
      {button("hold", "H", decide("hold"))}
      {button("decline", "D", () => screening.setMode("why"))}
      {button("merge", "M", () => doors.onMerge(question))}
      {button("edit", "E", () => doors.onEdit(question))}
      {question.participant !== null && button("block", "B", () => doors.onBlock(question))}
    </div>
  );
}
