import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { distance } from "../../i18n/time";
import { namings, type Rules } from "../../protocol/messages";
import type { Desk } from "../../staff/desk";
import { say as sayStaff } from "../../staff/staff-words";
import { closeDialog, Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { say } from "./rules-words";

const kWaits = [0, 30, 60, 120, 300, 600]; // seconds

/** Lines with something in them, each once. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
}

/** Names, slow mode and the words for which questions are held. Sends only what was changed. */
export function RulesDialog({ desk, rules, onClose }: { desk: Desk; rules: Rules; onClose: () => void }): JSX.Element {
  const known = rules.words ?? { en: [], cy: [] };
  const [naming, setNaming] = useState(rules.naming);
  const [slow, setSlow] = useState(rules.slow_s);
  const [en, setEn] = useState(known.en.join("\n"));
  const [cy, setCy] = useState(known.cy.join("\n"));

  function save(event: Event): void {
    event.preventDefault();
    const words = { en: wordsOf(en), cy: wordsOf(cy) };
    const same = words.en.join("\n") === known.en.join("\n") && words.cy.join("\n") === known.cy.join("\n");
    const data = {
      ...(naming !== rules.naming && { naming }),
      ...(slow !== rules.slow_s && { slow_s: slow }),
      ...(!same && { words }),
    };
    if (Object.keys(data).length > 0) desk.give({ command: "set_rules", data });
    closeDialog(event);
  }

  return (
    <Dialog title={say("rulesTitle")} onClose={onClose}>
      <form class="stack" onSubmit={save}>
        <fieldset class="radios">
          <legend class="label">{say("namingLabel")}</legend>
          {namings.map((each) => (
            <label key={each}>
              <input type="radio" name="naming" checked={naming === each} onChange={() => setNaming(each)} />
              <span>
                <b>{say(`naming_${each}`)}</b>
                <span class="meta">{say(`namingHelp_${each}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label class="govuk-label" for="slow">
            {say("slowLabel")}
          </label>
          <select id="slow" value={String(slow)} onChange={(event) => setSlow(Number(event.currentTarget.value))}>
            {[...new Set([...kWaits, slow])]
              .sort((a, b) => a - b)
              .map((wait) => (
                <option key={wait} value={String(wait)}>
                  {wait === 0 ? say("slow_none") : distance(wait * 1000)}
                </option>
              ))}
          </select>
        </div>
        <Field id="words-en" multiline label={say("wordsLabelEn")} hint={say("wordsHint")} value={en} onInput={setEn} />
        <Field id="words-cy" multiline label={say("wordsLabelCy")} value={cy} onInput={setCy} />
        <p class="acts">
          <button type="submit" class="btn big main">
            {sayStaff("save")}
          </button>
          <button type="button" class="btn big" onClick={closeDialog}>
            {sayStaff("cancel")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/** The rules in force, in a line. */
export function rulesNow({ naming, slow_s, words }: Rules): string {
  const count = (words?.en.length ?? 0) + (words?.cy.length ?? 0);
  return [
    say(`rulesNow_${naming}`),
    ...(slow_s > 0 ? [say("slowNow", { distance: distance(slow_s * 1000) })] : []),
    ...(count > 0 ? [say("wordsNow", { count })] : []),
  ].join(" · ");
}
