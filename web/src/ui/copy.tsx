import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "../i18n/words";
import { Icon } from "./icon";

const kSaidFor = 4_000; // ms

/** Puts `text` where it can be pasted, and says so; where the browser refuses, it can still be selected and copied. */
export function CopyButton(props: { text: string; children: string; class?: string }): JSX.Element {
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), kSaidFor);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
    } catch {
      setCopied(false); // Not on plain HTTP, and not where the person has forbidden it.
    }
  }

  return (
    <>
      <button type="button" class={props.class ?? "btn"} onClick={() => void copy()}>
        <Icon name={copied === true ? "tick" : "link"} size="s" />
        {copied === true ? say("copied") : props.children}
      </button>
      <span class={copied === false ? "copy-text" : "vh"} role="status">
        {copied === true ? say("copied") : copied === false ? say("copyYourself", { text: props.text }) : ""}
      </span>
    </>
  );
}
