import type { JSX } from "preact";
import type { Asked } from "../../staff/asked";
import { say as sayStaff } from "../../staff/staff-words";
import { closeDialog, Dialog } from "../../ui/dialog";
import { say } from "./chair-words";

/** What is less often done with a question. */
export function MoreDialog(props: {
  asked: Asked;
  onHold: (event: Event) => void;
  onOpen: (kind: "why" | "merge" | "edit" | "block") => void;
  onClose: () => void;
}): JSX.Element {
  const { question } = props.asked;
  const button = (words: string, what: (event: Event) => void): JSX.Element => (
    <li>
      <button
        type="button"
        class="btn big wide"
        onClick={(event) => {
          closeDialog(event);
          what(event);
        }}
      >
        {words}
      </button>
    </li>
  );
  return (
    <Dialog title={say("moreTitle")} onClose={props.onClose}>
      <p class="quoted">{question.text}</p>
      <ol class="choices one">
        {button(say("mergeDots"), () => props.onOpen("merge"))}
        {button(sayStaff("editDots"), () => props.onOpen("edit"))}
        {question.status === "approved" && button(sayStaff("hold"), props.onHold)}
        {question.status === "approved" && button(sayStaff("declineDots"), () => props.onOpen("why"))}
        {question.participant !== null && button(sayStaff("blockDots"), () => props.onOpen("block"))}
      </ol>
      <button type="button" class="btn plain" onClick={closeDialog}>
        {sayStaff("back")}
      </button>
    </Dialog>
  );
}
