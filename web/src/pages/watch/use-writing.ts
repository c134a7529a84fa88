import { useEffect, useState } from "preact/hooks";
import type { LiveMeeting } from "../../net/live-meeting";
import type { Naming } from "../../protocol/messages";
import { refusalWords } from "../../ui/refusal";
import { askOf, keepDraft, keptDraft, type Draft } from "./draft";

/** Writing one's question, up to its way to the server and, where that refuses it, back. */
export interface Writing {
  /** The form is open. */
  readonly open: boolean;
  readonly draft: Draft;
  /** Why the last attempt was refused by the server. */
  readonly refused: string | null;
  begin: () => void;
  change: (draft: Draft) => void;
  cancel: () => void;
  /** Gives a draft that has no faults. */
  send: (draft: Draft, naming: Naming) => void;
  /** Begins with these words. */
  rewrite: (text: string) => void;
}

export function useWriting(slug: string, live: LiveMeeting): Writing {
  const [open, setOpen] = useState(() => location.hash === "#ask");
  const [draft, setDraft] = useState(() => keptDraft(slug));
  const [refused, setRefused] = useState<string | null>(null);

  function change(next: Draft): void {
    keepDraft(slug, next);
    setDraft(next);
  }

  useEffect(
    () =>
      live.onOutcome((outcome) => {
        if (outcome.kind !== "refused" || outcome.command.command !== "ask") return;
        // Nothing is lost: what was refused is in the form again, with the reason.
        const { text, name = "", area = "", anonymous = false } = outcome.command.data;
        change({ text, name, area, anonymous });
        setRefused(refusalWords(outcome.refused));
        setOpen(true);
      }),
    [live],
  );

  return {
    open,
    draft,
    refused,
    begin: () => setOpen(true),
    change,
    cancel: () => setOpen(false),
    send(ready, naming) {
      live.give(askOf(ready, naming));
      change({ ...ready, text: "" });
      setRefused(null);
      setOpen(false);
    },
    rewrite(text) {
      change({ ...draft, text });
      setOpen(true);
    },
  };
}
