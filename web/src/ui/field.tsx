import type { ComponentChildren, JSX } from "preact";

interface FieldProps {
  id: string;
  label: ComponentChildren;
  hint?: string;
  /** Shown above the input and tied to it. */
  error?: string | null;
  value: string;
  onInput: (value: string) => void;
  autocomplete?: "off" | "name";
  /** Ids of further text that describes the input, as its counter. */
  describedBy?: string;
  /** Under the input. */
  children?: ComponentChildren;
}

/** A labelled field, as govuk-frontend's form group has it. */
export function Field(props: FieldProps & { multiline?: boolean; type?: "text" | "datetime-local" }): JSX.Element {
  const { id, error, hint } = props;
  const described = [hint && `${id}-hint`, error && `${id}-error`, props.describedBy].filter(Boolean).join(" ");
  const common = {
    id,
    name: id,
    value: props.value,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
    autocomplete: props.autocomplete ?? "off",
  };
  return (
    <div class={error ? "field govuk-form-group govuk-form-group--error" : "field govuk-form-group"}>
      <label class="govuk-label" for={id}>
        {props.label}
      </label>
      {hint && (
        <p class="govuk-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="govuk-error-message" id={`${id}-error`}>
          {error}
        </p>
      )}
      {props.multiline ? (
        <textarea
          class={error ? "govuk-textarea govuk-textarea--error" : "govuk-textarea"}
          rows={4}
          {...common}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          class={error ? "govuk-input govuk-input--error" : "govuk-input"}
          {...(props.type === "datetime-local" ? { type: props.type } : { type: "text" as const })}
          {...common}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
      {props.children}
    </div>
  );
}
