import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import { closeDialog, Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { refusalWords } from "../../ui/refusal";
import { missing, newRelay, placeAddresses, relayPlaces, type RelayDraft, type RelayPlace } from "./new-relay";
import { say } from "./relay-words";

/** Adds a relay, with help for the places that most will want. */
export function AddRelayDialog(props: { desk: Desk; onClose: () => void }): JSX.Element {
  const { desk } = props;
  const [draft, setDraft] = useState<RelayDraft>(() => draftFor("youtube"));
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [sent, setSent] = useState(false);
  const waiting = useRef<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const needs = missing(draft);

  useEffect(
    () =>
      desk.live.onOutcome((outcome) => {
        const answer = outcome.kind === "done" ? outcome.done : outcome.refused;
        if (answer.id !== waiting.current) return;
        waiting.current = null;
        setSent(false);
        if (outcome.kind === "refused") return setFailed(outcome.refused.message || refusalWords(outcome.refused));
        frame.current?.closest("dialog")?.close();
      }),
    [desk.live],
  );

  function add(event: Event): void {
    event.preventDefault();
    setTried(true);
    setFailed(null);
    if (needs.size > 0 || sent || desk.offline) return;
    setSent(true);
    waiting.current = desk.live.give({ command: "add_relay", data: newRelay(draft) });
  }

  const errorOf = (name: "address" | "key"): string | null => {
    const need = tried ? needs.get(name) : undefined;
    return need === undefined ? null : say(need);
  };
  const { place } = draft;
  return (
    <Dialog title={say("addRelay")} onClose={props.onClose}>
      <div ref={frame}>
        <form class="stack" onSubmit={add} noValidate>
          {(failed !== null || desk.offline) && (
            <p class="trouble" role="alert">
              {desk.offline ? say("onlyConnected") : say("addFailed", { why: failed ?? "" })}
            </p>
          )}
          <div class="field">
            <label class="govuk-label" for="relay-place">
              {say("whereLabel")}
            </label>
            <select
              id="relay-place"
              value={place}
              onChange={(event) =>
                setDraft(draftFor(relayPlaces.find((each) => each === event.currentTarget.value) ?? place))
              }
            >
              {relayPlaces.map((each) => (
                <option key={each} value={each}>
                  {say(`where_${each}`)}
                </option>
              ))}
            </select>
          </div>
          <p class="soft">{say(`about_${place}`)}</p>
          <Field
            id="relay-address"
            label={say("addressLabel")}
            hint={say(place === "wardcast" ? "addressHint_srt" : "addressHint_rtmp")}
            value={draft.address}
            error={errorOf("address")}
            onInput={(address) => setDraft({ ...draft, address })}
          />
          <Field
            id="relay-key"
            label={say(place === "wardcast" ? "keyLabel_wardcast" : "keyLabel")}
            hint={say("keyHint")}
            value={draft.key}
            error={errorOf("key")}
            onInput={(key) => setDraft({ ...draft, key })}
          />
          <Field
            id="relay-label"
            label={say("labelLabel")}
            value={draft.label}
            error={null}
            onInput={(label) => setDraft({ ...draft, label })}
          />
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

/** Addresses that are the same for everybody are filled in; so is a name, where there is one. */
function draftFor(place: RelayPlace): RelayDraft {
  const named = place === "youtube" || place === "facebook";
  return { place, address: placeAddresses[place], key: "", label: named ? say(`where_${place}`) : "" };
}
