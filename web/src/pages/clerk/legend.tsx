import type { JSX } from "preact";
import { say } from "./clerk-words";
import type { Screening } from "./use-screening";

/** The keys that are needed most, under the list; and how to tick several without a key. */
export function Legend(props: { on: boolean; screening: Screening; onHelp: () => void }): JSX.Element {
  const { screening } = props;
  const ticking = screening.ticked !== null;
  return (
    <p class="legend meta">
      {props.on && (
        <>
          <span>
            <kbd>J</kbd> <kbd>K</kbd> {say("nextPrevious")}
          </span>
          <span>
            <kbd>Z</kbd> {say("undoKey")}
          </span>
          <span>
            <kbd>F</kbd> {say("floorKey")}
          </span>
          <span>
            <kbd>/</kbd> {say("filterKey")}
          </span>
        </>
      )}
      <button
        type="button"
        class="btn plain"
        aria-pressed={ticking}
        onClick={ticking ? screening.back : screening.startTicking}
      >
        <kbd>X</kbd> {say("select")}
      </button>
      <button type="button" class="btn plain" onClick={props.onHelp}>
        <kbd>?</kbd> {say("allKeys")}
      </button>
    </p>
  );
}
