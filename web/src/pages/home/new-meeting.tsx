import type { ComponentType, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { makeMeeting } from "../../net/meetings";
import type { MeetingLinks } from "../../protocol/meetings";
import { Field } from "../../ui/field";
import type { LinksSheet } from "../links/links-sheet";
import { say } from "./say";

type Sheet = ComponentType<Parameters<typeof LinksSheet>[0]>;
type Wrong = "titleMissing" | "startsWrong" | "hashtagWrong";

/** Three fields, then the links of the new meeting. For the officer. */
export function NewMeetingPage(): JSX.Element {
  const [title, setTitle] = useState("");
  const [starts, setStarts] = useState("");
  const [hashtag, setHashtag] = useState("");
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ meeting: MeetingLinks; Sheet: Sheet } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const tag = hashtag.trim().replace(/^#/, "");
  const startsAt = starts === "" ? null : Date.parse(starts);

  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const found = faults(title, starts, startsAt, tag);
    setWrong(found);
    setFailed(null);
    const [first] = found;
    if (first) {
      const field = { titleMissing: "title", startsWrong: "starts", hashtagWrong: "hashtag" }[first];
      form.current?.querySelector<HTMLElement>(`[name=${field}]`)?.focus();
      return;
    }
    if (busy) return;
    setBusy(true);
    // Codes are drawn by code of their own, which only the officer's browser has to fetch.
    const sheet = import("../links/links-sheet");
    const answer = await makeMeeting({
      title: title.trim(),
      ...(startsAt !== null && { starts: new Date(startsAt).toISOString() }),
      ...(tag !== "" && { hashtags: [tag] }),
    });
    setBusy(false);
    if (answer.kind === "made") setMade({ meeting: answer.meeting, Sheet: (await sheet).LinksSheet });
    else setFailed(answer.why === "" ? say("notMade") : say("notMadeWhy", { why: answer.why }));
  }

  if (made) {
    return (
      <main class="made">
        <p class="notice" role="status">
          {say("made")}
        </p>
        <made.Sheet meeting={made.meeting} starts={startsAt} hashtags={tag === "" ? [] : [tag]} />
      </main>
    );
  }
  const error = (which: Wrong) => (wrong.includes(which) ? say(which) : null);
  return (
    <main class="start make">
      <h1>{say("newMeeting")}</h1>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        {failed !== null && (
          <div class="govuk-error-summary" role="alert">
            <h2 class="govuk-error-summary__title">{say("problem")}</h2>
            <p class="govuk-error-summary__body">{failed}</p>
          </div>
        )}
        <Field id="title" label={say("called")} value={title} error={error("titleMissing")} onInput={setTitle} />
        <Field
          id="starts"
          type="datetime-local"
          label={say("starts")}
          hint={say("startsHint")}
          value={starts}
          error={error("startsWrong")}
          onInput={setStarts}
        />
        <Field
          id="hashtag"
          label={
            <>
              {say("hashtag")} <span class="count">{say("ifThereIs")}</span>
            </>
          }
          value={hashtag}
          error={error("hashtagWrong")}
          onInput={setHashtag}
        />
        <button type="submit" class="btn main big" aria-disabled={busy}>
          {say("make")}
        </button>
        <p class="meta">{say("makeHelp")}</p>
      </form>
    </main>
  );
}

function faults(title: string, starts: string, startsAt: number | null, tag: string): Wrong[] {
  return [
    ...(title.trim() === "" ? ["titleMissing" as const] : []),
    ...(starts === "" || Number.isNaN(startsAt) ? ["startsWrong" as const] : []),
    ...(tag !== "" && !/^[\p{L}\p{N}\p{M}_]+$/u.test(tag) ? ["hashtagWrong" as const] : []),
  ];
}
