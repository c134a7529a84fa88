import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import { closeDialog, Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { missing, newRelay, placeAddresses, relayPlaces, type RelayDraft, type RelayPlace } from "./new-relay";
import { say } from "./relay-words";
import { useAdding } from "./use-adding";

/** Adds a relay, with help for the places that most will want. */
export function AddRelayDialog(props: { desk: Desk; onClose: () => void }): JSX.Element {
  const { desk } = props;
  const [draft, setDraft] = useState<RelayDraft>(() => draftFor("youtube"));
  const { frame, tried, sent, failed, submit } = useAdding(desk);
  const needs = missing(draft);

  const errorOf = (name: "address" | "key"): string | null => {
    const need = tried ? needs.get(name) : undefined;
    return need === undefined ? null : say(need);
  };
  const { place } = draft;
  return (
    <Dialog title={say("addRelay")} onClose={props.onClose}>
      <div ref={frame}>
        <form
          class="stack"
          onSubmit={(event) => submit(event, needs.size > 0 ? null : { command: "add_relay", data: newRelay(draft) })}
          noValidate
        >
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
