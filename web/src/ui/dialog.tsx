import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

/** The browser's own modal dialog: keeps the focus inside, closes on Escape. Open for as long as it is drawn. */
export function Dialog(props: {
  title: string;
  /** Besides `dialog`. */
  class?: string;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  // Before the next key can come: it is meant for the dialog.
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog class={`dialog ${props.class ?? ""}`} ref={dialog} aria-labelledby={title} onClose={props.onClose}>
      <h2 id={title}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}

/** For buttons inside: closes as Escape does, so that the focus goes back to where it was. */
export function closeDialog(event: Event): void {
  if (event.currentTarget instanceof Element) event.currentTarget.closest("dialog")?.close();
}
