import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "../../staff/desk";
import { CopyButton } from "../../ui/copy";
import { say } from "./clerk-words";

type How = "floor" | "paper" | "proxy";
const hows: readonly How[] = ["floor", "paper", "proxy"];
const kMost = 500; // characters, docs/protocol.md section 2.7
const kAddedFor = 4_000; // ms

/** A question asked in the hall, on paper or for somebody: always at hand, straight into the chair's list. */
export function FloorEntry({ desk, field }: { desk: Desk; field: RefObject<HTMLInputElement | null> }): JSX.Element {
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const [area, setArea] = useState("");
  const [how, setHow] = useState<How>("floor");
  const [added, setAdded] = useState(0);
  /** The path of the receipt of what was just added, for whoever asked it. */
  const [receipt, setReceipt] = useState<string | null>(null);
  const sent = useRef<string | null>(null);
  const over = [...text.normalize("NFC").trim()].length - kMost;

  useEffect(
    () =>
      desk.live.onOutcome((outcome) => {
        if (outcome.kind === "done" && outcome.done.id === sent.current) setReceipt(outcome.done.receipt);
      }),
    [desk.live],
  );

  useEffect(() => {
    if (added === 0) return;
    const timer = setTimeout(() => setAdded(0), kAddedFor);
    return () => clearTimeout(timer);
  }, [added]);

  function add(event: Event): void {
    event.preventDefault();
    field.current?.focus();
    if (text.trim() === "" || over > 0) return;
    const where = area.trim() === "" ? {} : { area: area.trim() };
    const data = { text: text.trim(), name: name.trim(), channel: how, ...where };
    setReceipt(null);
    sent.current = desk.live.give({ command: "ask_for", data });
    setText("");
    setName("");
    setAdded(Date.now());
  }

  return (
    <form class="floor" onSubmit={add} aria-labelledby="floor-title">
      <div class="spread">
        <h2 id="floor-title" class="grow">
          {say("fromFloor")}
        </h2>
        {receipt !== null && (
          <CopyButton class="btn plain" text={new URL(receipt, location.origin).href}>
            {say("copyAskersLink")}
          </CopyButton>
        )}
        <span class="meta" role="status">
          {over > 0 ? say("tooLong", { count: over }) : added > 0 ? say("added") : say("straight")}
        </span>
      </div>
      <div class="line">
        <input
          ref={field}
          aria-label={say("whatAsked")}
          placeholder={say("whatAsked")}
          aria-keyshortcuts="F"
          aria-invalid={over > 0}
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <input
          aria-label={say("whoAsked")}
          placeholder={say("whoShort")}
          autocomplete="off"
          maxLength={60}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <input
          aria-label={say("whereAsked")}
          placeholder={say("whereShort")}
          autocomplete="off"
          maxLength={60}
          value={area}
          onInput={(event) => setArea(event.currentTarget.value)}
        />
        <select
          aria-label={say("howAsked")}
          value={how}
          onChange={(event) => setHow(hows.find((each) => each === event.currentTarget.value) ?? "floor")}
        >
          {hows.map((each) => (
            <option key={each} value={each}>
              {say(`how_${each}`)}
            </option>
          ))}
        </select>
        <button type="submit" class="btn main">
          {say("add")} <kbd>↵</kbd>
        </button>
      </div>
    </form>
  );
}
