import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Desk } from "../../staff/desk";
import type { Meeting } from "../../state/meeting";
import { asJpeg } from "./as-jpeg";
import { say } from "./programme-words";

/** The picture that the clerk can put up in place of a camera: seen, exchanged and taken away here. */
export function StillPicture({ desk, meeting }: { desk: Desk; meeting: Meeting }): JSX.Element {
  const { slug, still, programme } = meeting.top;
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const path = `/m/${encodeURIComponent(slug)}/still`;

  async function ask(request: () => Promise<Response>): Promise<void> {
    setFailed(null);
    setBusy(true);
    try {
      const answer = await request();
      if (!answer.ok) setFailed(((await answer.json()) as { message?: string }).message ?? say("stillFailed"));
    } catch {
      setFailed(say("stillFailed"));
    } finally {
      setBusy(false);
    }
  }

  async function send(file: File | undefined): Promise<void> {
    if (!file || busy) return;
    const body = (await asJpeg(file)) ?? file;
    await ask(() => fetch(path, { method: "PUT", body, headers: { "Content-Type": body.type } }));
    if (input.current) input.current.value = "";
  }

  return (
    <div class="stand-in">
      {still !== null && (
        <img
          src={`/m/${encodeURIComponent(slug)}/stills/${encodeURIComponent(still)}.jpg`}
          width={160}
          height={90}
          alt={say("stillAlt")}
        />
      )}
      <div class="choices">
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          onChange={(event) => void send(event.currentTarget.files?.[0])}
        />
        <button type="button" class="btn" disabled={busy || desk.offline} onClick={() => input.current?.click()}>
          {say(busy ? "stillSending" : still === null ? "stillAdd" : "stillOther")}
        </button>
        {still !== null && (
          <>
            <button
              type="button"
              class="choice btn"
              aria-pressed={programme.show === "still"}
              onClick={() => programme.show !== "still" && desk.give({ command: "show", data: { what: "still" } })}
            >
              {say("show_still")}
            </button>
            <button
              type="button"
              class="btn plain"
              disabled={busy || desk.offline}
              onClick={() => void ask(() => fetch(path, { method: "DELETE" }))}
            >
              {say("stillRemove")}
            </button>
          </>
        )}
      </div>
      {failed !== null && (
        <p class="trouble" role="alert">
          {failed}
        </p>
      )}
    </div>
  );
}
