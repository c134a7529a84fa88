import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { SteadyList } from "./use-steady";

export type Direction = "up" | "down" | "top";

/** Before which question one goes that is moved; undefined where it cannot move so. */
export function target(queue: readonly string[], id: string, to: Direction): string | null | undefined {
  const at = queue.indexOf(id);
  if (at < 0) return undefined;
  switch (to) {
    case "up":
      return at === 0 ? undefined : queue[at - 1];
    case "top":
      return at === 0 ? undefined : queue[0];
    case "down":
      return at === queue.length - 1 ? undefined : (queue[at + 2] ?? null);
  }
}

/** Carries out what a button of a row does; by keyboard, the focus then goes to the row that took its place. */
export type Act = (event: Event, what: () => void) => void;

export interface FeedRow {
  readonly id: string;
  readonly gone: boolean;
  /** Place in the list, counted from 1. */
  readonly place: number;
  readonly act: Act;
}

/**
 * A list of questions as the ARIA feed pattern has it: Page Up and Page Down go from one to the next, Alt with an arrow
 * moves one where `onMove` is given. It holds still under finger and focus (see use-steady).
 */
export function Feed(props: {
  label: string;
  list: SteadyList;
  /** Only so many are shown. */
  limit?: number;
  class?: string;
  onMove?: (id: string, to: Direction) => void;
  /** One row is chosen: it alone can be reached by Tab, and the focus chooses. */
  chosen?: string | null;
  onChoose?: (id: string) => void;
  row: (row: FeedRow) => ComponentChildren;
}): JSX.Element {
  const { list, limit = Infinity } = props;
  const feed = useRef<HTMLDivElement | null>(null);
  const refocus = useRef<number | null>(null);
  const rows = list.rows.slice(0, limit);

  useLayoutEffect(() => {
    const at = refocus.current;
    if (at === null) return;
    refocus.current = null;
    articleAt(feed.current, Math.min(at, rows.length - 1))?.focus();
  }, [list.rows]);

  function onKeyDown(event: KeyboardEvent, id: string, at: number): void {
    const page = { PageDown: 1, PageUp: -1 }[event.key];
    const move = event.altKey ? ({ ArrowUp: "up", ArrowDown: "down", Home: "top" } as const)[event.key] : undefined;
    if (page !== undefined) {
      event.preventDefault();
      articleAt(feed.current, at + page)?.focus();
    } else if (move !== undefined && props.onMove) {
      event.preventDefault();
      props.onMove(id, move);
    }
  }

  const act =
    (at: number): Act =>
    (event, what) => {
      what();
      if (!("detail" in event) || event.detail !== 0) return;
      list.release();
      refocus.current = at;
    };

  const { ref, ...hold } = list.hold;
  return (
    <div
      class={`cards ${props.class ?? ""}`}
      role="feed"
      aria-label={props.label}
      aria-busy="false"
      ref={(element) => {
        feed.current = element;
        ref(element);
      }}
      {...hold}
    >
      {rows.map(({ id, gone }, at) => (
        <article
          key={id}
          class={gone ? "card gone" : id === props.chosen ? "card chosen" : "card"}
          tabIndex={id === props.chosen ? 0 : -1}
          aria-current={id === props.chosen ? "true" : undefined}
          onFocusIn={() => props.onChoose?.(id)}
          onClick={() => props.onChoose?.(id)}
          aria-posinset={at + 1}
          aria-setsize={list.rows.length}
          aria-keyshortcuts={props.onMove ? "Alt+ArrowUp Alt+ArrowDown Alt+Home" : undefined}
          onKeyDown={(event) => onKeyDown(event, id, at)}
        >
          {props.row({ id, gone, place: at + 1, act: act(at) })}
        </article>
      ))}
    </div>
  );
}

function articleAt(feed: HTMLElement | null, at: number): HTMLElement | undefined {
  return feed?.querySelectorAll<HTMLElement>("article")[at];
}
