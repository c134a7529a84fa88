import type { ComponentChildren, JSX } from "preact";

/** Says what was done, in a place kept free for it; `children` hold the button that takes it back. */
export function Toast({ text, children }: { text: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="toast" role="status">
      <span class="grow">{text}</span>
      {children}
    </div>
  );
}
