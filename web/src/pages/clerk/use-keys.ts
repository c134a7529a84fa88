import { useLayoutEffect } from "preact/hooks";
import type { Question } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { isForPage } from "../../ui/for-page";
import { keyAction } from "./keys";
import type { Screening } from "./use-screening";

/** What the keys open besides deciding. */
export interface KeyDoors {
  readonly onMerge: (question: Question) => void;
  readonly onEdit: (question: Question) => void;
  readonly onBlock: (question: Question) => void;
  readonly onHelp: () => void;
  readonly onFloor: () => void;
}

/** The clerk's keys, for as long as they are on. */
export function useKeys(on: boolean, desk: Desk, screening: Screening, doors: KeyDoors): void {
  // Before the next key can come: two quick ones must not both mean the same question.
  useLayoutEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent): void => {
      const action = isForPage(event) ? keyAction(event.key, screening.mode) : null;
      if (!action) return;
      const { question } = screening;
      event.preventDefault();
      switch (action.do) {
        case "next":
        case "previous":
          return screening.step(action.do === "next" ? 1 : -1);
        case "approve":
        case "hold":
          return void (question && screening.decide({ command: action.do, data: { question: question.id } }));
        case "decline":
          return screening.setMode("why");
        case "reason":
          return screening.decline(action.reason);
        case "merge":
          return void (question && doors.onMerge(question));
        case "edit":
          return void (question && doors.onEdit(question));
        case "block":
          return void (question?.participant != null && doors.onBlock(question));
        case "select":
          if (!question) return;
          screening.tick(question.id);
          return screening.step(1);
        case "undo":
          return desk.undo();
        case "floor":
          return doors.onFloor();
        case "filter":
          return screening.nextFilter();
        case "showNew":
          return screening.list.catchUp();
        case "help":
          return doors.onHelp();
        case "back":
          return screening.back();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}
