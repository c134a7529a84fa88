import type { JSX } from "preact";
import type { AirControls } from "../../staff/air-controls";
import type { Asked } from "../../staff/asked";
import { BlockDialog } from "../../staff/block-dialog";
import type { Desk } from "../../staff/desk";
import { EditDialog } from "../../staff/edit-dialog";
import { MergeDialog } from "../../staff/merge-dialog";
import { OrderDialog } from "../../staff/order-dialog";
import { WhyDialog } from "../../staff/why";
import type { Meeting } from "../../state/meeting";
import { MeetingDialog } from "./meeting-dialog";
import { MoreDialog } from "./more-dialog";

/** The dialog that is open on the chair's page. */
export type Open =
  | { readonly kind: "why" | "more" | "merge" | "edit" | "block"; readonly asked: Asked }
  | { readonly kind: "meeting" | "order" };

export function Dialogs(props: {
  open: Open | null;
  desk: Desk;
  meeting: Meeting;
  controls: AirControls;
  onOpen: (open: Open) => void;
  /** Closes what is open, if it is still this. */
  onClose: (kind: Open["kind"]) => void;
}): JSX.Element | null {
  const { open, desk, meeting } = props;
  if (open === null) return null;
  // A dialog may open the next one before it has closed itself.
  const onClose = (): void => props.onClose(open.kind);
  if (!("asked" in open)) {
    return open.kind === "order" ? (
      <OrderDialog desk={desk} meeting={meeting} onClose={onClose} />
    ) : (
      <MeetingDialog desk={desk} meeting={meeting} controls={props.controls} onClose={onClose} />
    );
  }
  const { asked } = open;
  const { question, act } = asked;
  switch (open.kind) {
    case "why":
      return (
        <WhyDialog
          question={question}
          onClose={onClose}
          onChoose={(event, reason) =>
            act(event, () => desk.give({ command: "decline", data: { question: question.id, reason } }))
          }
        />
      );
    case "merge":
      return (
        <MergeDialog
          meeting={meeting}
          question={question}
          onClose={onClose}
          onChoose={(event, into) =>
            act(event, () => desk.give({ command: "merge", data: { question: question.id, into } }))
          }
        />
      );
    case "edit":
      return (
        <EditDialog
          question={question}
          onClose={onClose}
          onSave={(_event, text) => desk.give({ command: "edit", data: { question: question.id, text } })}
        />
      );
    case "block":
      return (
        <BlockDialog
          meeting={meeting}
          question={question}
          onClose={onClose}
          onYes={(participant) => desk.give({ command: "block", data: { participant } })}
        />
      );
    case "more":
      return (
        <MoreDialog
          asked={asked}
          onClose={onClose}
          onHold={(event) => act(event, () => desk.give({ command: "hold", data: { question: question.id } }))}
          onOpen={(kind) => props.onOpen({ kind, asked })}
        />
      );
  }
}
