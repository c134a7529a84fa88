import type { JSX } from "preact";
import type { Question } from "../../protocol/messages";
import type { Asked } from "../../staff/asked";
import { BlockDialog } from "../../staff/block-dialog";
import type { Desk } from "../../staff/desk";
import { EditDialog } from "../../staff/edit-dialog";
import { MergeDialog } from "../../staff/merge-dialog";
import { OrderDialog } from "../../staff/order-dialog";
import { WhyDialog } from "../../staff/why";
import type { Meeting } from "../../state/meeting";
import { KeysDialog } from "./keys-dialog";
import { MeetingDialog } from "./meeting-dialog";
import { RulesDialog } from "./rules-dialog";
import type { Screening } from "./use-screening";

/** The dialog that is open on the clerk's page. */
export type Open =
  | { readonly kind: "keys" | "meeting" | "rules" | "order" }
  | { readonly kind: "merge" | "edit" | "block"; readonly question: Question }
  | { readonly kind: "why"; readonly asked: Asked };

export function Dialogs(props: {
  open: Open | null;
  desk: Desk;
  meeting: Meeting;
  screening: Screening;
  keys: boolean;
  onKeys: (on: boolean) => void;
  onClose: () => void;
}): JSX.Element | null {
  const { open, desk, meeting, screening, onClose } = props;
  switch (open?.kind) {
    case undefined:
      return null;
    case "keys":
      return <KeysDialog on={props.keys} onSwitch={props.onKeys} onClose={onClose} />;
    case "meeting":
      return <MeetingDialog desk={desk} top={meeting.top} onClose={onClose} />;
    case "rules":
      return <RulesDialog desk={desk} rules={meeting.top.rules} onClose={onClose} />;
    case "order":
      return <OrderDialog desk={desk} meeting={meeting} onClose={onClose} />;
    case "merge":
      return (
        <MergeDialog
          meeting={meeting}
          question={open.question}
          onClose={onClose}
          onChoose={(_event, into) =>
            screening.decide({ command: "merge", data: { question: open.question.id, into } })
          }
        />
      );
    case "edit":
      return (
        <EditDialog
          question={open.question}
          onClose={onClose}
          onSave={(_event, text) => desk.give({ command: "edit", data: { question: open.question.id, text } })}
        />
      );
    case "block":
      return (
        <BlockDialog
          meeting={meeting}
          question={open.question}
          onClose={onClose}
          onYes={(participant) => desk.give({ command: "block", data: { participant } })}
        />
      );
    case "why": {
      const { question } = open.asked;
      return (
        <WhyDialog
          question={question}
          onClose={onClose}
          onChoose={(_event, reason) => desk.give({ command: "decline", data: { question: question.id, reason } })}
        />
      );
    }
  }
}
