import type { JSX } from "preact";
import { Icon } from "../ui/icon";
import { say } from "./staff-words";

/** Says how many more there are, and shows them. */
export function Fold(props: {
  total: number;
  few: number;
  all: boolean;
  onAll: (all: boolean) => void;
  words: "moreInQueue" | "moreToRead";
}): JSX.Element | null {
  const more = props.total - props.few;
  if (more <= 0) return null;
  return (
    <p class="more">
      <button
        type="button"
        class={props.all ? "btn plain unfolded" : "btn plain"}
        aria-expanded={props.all}
        onClick={() => props.onAll(!props.all)}
      >
        {props.all ? say("fewer") : say(props.words, { count: more })}
        <Icon name="down" size="s" />
      </button>
    </p>
  );
}
