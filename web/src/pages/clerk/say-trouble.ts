import type { Say } from "../../i18n/words";
import type { Wrong } from "../../protocol/messages";

/**
 * What is wrong with a source, a camera or a relay, in the reader's language; null where there is nothing to say.
 * `words`: of the codes in docs/protocol.md section 2.6, with `about` in them; `say` says them.
 */
export function sayTrouble<Code extends string>(
  words: Readonly<Record<Code, string>>,
  say: Say<NoInfer<Code>>,
  { code, about, error }: Wrong,
): string | null {
  if (code !== null && code in words) return say(code as Code, { about: about ?? "" });
  return error; // A newer server than this page.
}
