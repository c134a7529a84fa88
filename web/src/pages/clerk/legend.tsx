import type { JSX } from "preact";
import { say } from "./clerk-words";

/** The keys that are needed most, under the list. */
export function Legend({ on, onHelp }: { on: boolean; onHelp: () => void }): JSX.Element {
  return (
    <p class="legend meta">
      {on && (
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
      <button type="button" class="btn plain" onClick={onHelp}>
        <kbd>?</kbd> {say("allKeys")}
      </button>
    </p>
  );
}
