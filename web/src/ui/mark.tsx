import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon";

/** Whether something is on: a shape and a word. `live` is red, `ring` is hollow, else an icon. */
export function Mark({
  kind,
  children,
}: {
  kind: "live" | "ring" | IconName;
  children: ComponentChildren;
}): JSX.Element {
  if (kind === "live" || kind === "ring") return <span class={`mark ${kind}`}>{children}</span>;
  return (
    <span class="mark">
      <Icon name={kind} size={kind === "tick" ? "s" : "m"} />
      {children}
    </span>
  );
}
