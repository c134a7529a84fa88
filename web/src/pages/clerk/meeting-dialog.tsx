import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import type { Top } from "../../protocol/messages";
import { closeDialog, Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { say } from "./clerk-words";

/** An instant as `datetime-local` wants it, in the reader's own time zone. */
export function localOf(instant: number | null): string {
  if (instant === null) return "";
  const at = new Date(instant);
  return new Date(instant - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Words between spaces or commas, without their #. */
export function hashtagsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).map((word) => word.replace(/^#+/, "")))].filter((word) => word !== "");
}

/** Title, time and hashtags of the meeting. Sends only what was changed. */
export function MeetingDialog({ desk, top, onClose }: { desk: Desk; top: Top; onClose: () => void }): JSX.Element {
  const [title, setTitle] = useState(top.title);
  const [starts, setStarts] = useState(localOf(top.starts));
  const [hashtags, setHashtags] = useState(top.hashtags.join(" "));
  const empty = title.trim() === "";

  function save(event: Event): void {
    event.preventDefault();
    if (empty) return;
    const at = starts === "" ? null : new Date(starts).toISOString();
    const tags = hashtagsOf(hashtags);
    const data = {
      ...(title.trim() !== top.title && { title: title.trim() }),
      ...(starts !== localOf(top.starts) && { starts: at }),
      ...(tags.join(" ") !== top.hashtags.join(" ") && { hashtags: tags }),
    };
    if (Object.keys(data).length > 0) desk.give({ command: "change_meeting", data });
    closeDialog(event);
  }

  return (
    <Dialog title={say("editMeeting")} onClose={onClose}>
      <form class="drafts" onSubmit={save}>
        <Field
          id="meeting-title"
          label={say("titleLabel")}
          value={title}
          onInput={setTitle}
          error={empty ? sayStaff("refused_empty") : null}
        />
        <Field
          id="meeting-starts"
          type="datetime-local"
          label={say("startsLabel")}
          value={starts}
          onInput={setStarts}
        />
        <Field
          id="meeting-hashtags"
          label={say("hashtagsLabel")}
          hint={say("hashtagsHint")}
          value={hashtags}
          onInput={setHashtags}
        />
        <p class="acts">
          <button type="submit" class="btn big main">
            {say("save")}
          </button>
          <button type="button" class="btn big" onClick={closeDialog}>
            {sayStaff("cancel")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
