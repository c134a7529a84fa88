import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { clock } from "../../i18n/time";
import type { Caption, Instant } from "../../protocol/messages";
import { Icon } from "../../ui/icon";
import { say } from "./captioner-words";
import { LineEditor } from "./line-editor";

/** Pixels from the end within which the list follows what comes. */
const kAtEnd = 60;

/** What was written, oldest first; each line can be put right where it stands. */
export function LineList(props: {
  lines: readonly Caption[];
  /** Lines that have not reached the server. */
  waiting: readonly { readonly id: string; readonly text: string }[];
  editing: string | null;
  onEdit: (id: string | null) => void;
  onCorrect: (id: string, text: string) => void;
  /** Plays from there; absent where there is nothing to go back in. */
  onHear: ((at: Instant) => void) | null;
}): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    if (follows.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [props.lines.length, props.waiting.length]);
  useEffect(() => {
    if (props.editing !== null) list.current?.querySelector("textarea")?.scrollIntoView({ block: "nearest" });
  }, [props.editing]);

  return (
    <ol
      class="lines"
      ref={list}
      tabIndex={0}
      aria-label={say("lines")}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < kAtEnd;
      }}
    >
      {props.lines.map((line) => (
        <li key={line.id} lang={line.lang}>
          {props.onHear === null ? (
            <span class="when">{clock(line.from)}</span>
          ) : (
            <button
              type="button"
              class="btn plain when"
              aria-label={say("hear", { time: clock(line.from) })}
              onClick={() => props.onHear?.(line.from)}
            >
              {clock(line.from)}
            </button>
          )}
          {props.editing === line.id ? (
            <LineEditor
              line={line}
              onDone={(text) => {
                if (text !== null) props.onCorrect(line.id, text);
                props.onEdit(null);
              }}
            />
          ) : (
            <button type="button" class="line" onClick={() => props.onEdit(line.id)}>
              <span class="vh">{say("correct")} </span>
              {line.text === "" ? <s class="soft">{say("takenAway")}</s> : <bdi>{line.text}</bdi>}
              {line.corrected_at !== null && line.text !== "" && <span class="soft"> · {say("wasCorrected")}</span>}
            </button>
          )}
        </li>
      ))}
      {props.waiting.map(({ id, text }) => (
        <li key={id} class="on-its-way">
          <span class="when">
            <Icon name="up" size="s" />
          </span>
          <span class="line">
            <bdi>{text}</bdi> <span class="soft">· {say("waiting")}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
