import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { sourceKinds, type Done, type SourceKind } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import type { Meeting } from "../../state/meeting";
import { closeDialog, Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { HookMade } from "./hook-made";
import { fieldsOf, mayBeEmpty, missing, newSource, type SourceDraft, type SourceField } from "./new-source";
import { say } from "./source-words";
import { useAdding } from "./use-adding";

/** Adds a source; of a message hook it then shows the secret, this once. */
export function AddSourceDialog(props: { desk: Desk; meeting: Meeting; onClose: () => void }): JSX.Element {
  const { desk, meeting } = props;
  const [draft, setDraft] = useState<SourceDraft>(() => ({
    kind: "mastodon",
    label: "",
    server: "",
    address: "",
    hashtags: meeting.top.hashtags.join(" "),
    token: "",
  }));
  const [made, setMade] = useState<Done | null>(null);
  const { frame, tried, sent, failed, submit } = useAdding(desk, (done) => {
    if (done.secret !== null) setMade(done);
    return done.secret !== null;
  });
  const needs = missing(draft);

  const field = (name: SourceField): JSX.Element => {
    const need = tried ? needs.get(name) : undefined;
    return (
      <Field
        key={name}
        id={`source-${name}`}
        label={labelOf(draft.kind, name)}
        {...hintOf(name)}
        value={draft[name]}
        error={need === undefined ? null : say(need)}
        onInput={(value) => setDraft({ ...draft, [name]: value })}
      />
    );
  };

  if (made) return <HookMade done={made} onClose={props.onClose} />;
  return (
    <Dialog title={say("addSource")} onClose={props.onClose}>
      <div ref={frame}>
        <form
          class="stack"
          onSubmit={(event) => submit(event, needs.size > 0 ? null : { command: "add_source", data: newSource(draft) })}
          noValidate
        >
          {(failed !== null || desk.offline) && (
            <p class="trouble" role="alert">
              {desk.offline ? say("onlyConnected") : say("addFailed", { why: failed ?? "" })}
            </p>
          )}
          <div class="field">
            <label class="govuk-label" for="source-kind">
              {say("kindLabel")}
            </label>
            <select
              id="source-kind"
              value={draft.kind}
              onChange={(event) =>
                setDraft({
                  ...draft,
                  kind: sourceKinds.find((kind) => kind === event.currentTarget.value) ?? draft.kind,
                })
              }
            >
              {sourceKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {say(`kind_${kind}`)}
                </option>
              ))}
            </select>
          </div>
          <p class="soft">{say(`about_${draft.kind}`)}</p>
          {fieldsOf[draft.kind].map(field)}
          <p class="acts">
            <button type="submit" class="btn big main" aria-disabled={sent}>
              {say(sent ? "adding" : "addNow")}
            </button>
            <button type="button" class="btn big" onClick={closeDialog}>
              {sayStaff("cancel")}
            </button>
          </p>
        </form>
      </div>
    </Dialog>
  );
}

function labelOf(kind: SourceKind, field: SourceField): string {
  switch (field) {
    case "label":
      return say("labelLabel");
    case "server":
      return say("serverLabel");
    case "address":
      return say(kind === "youtube" ? "youtubeLabel" : "feedLabel");
    case "hashtags":
      return say("hashtagsLabel");
    case "token":
      return say(mayBeEmpty(kind, field) ? "tokenOptional" : "tokenLabel");
  }
}

function hintOf(field: SourceField): { hint?: string } {
  switch (field) {
    case "server":
      return { hint: say("serverHint") };
    case "hashtags":
      return { hint: say("hashtagsHint") };
    case "token":
      return { hint: say("tokenHint") };
    default:
      return {};
  }
}
