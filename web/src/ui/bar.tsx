import type { ComponentChildren, JSX } from "preact";
import { language, say, setLanguage, tagOf, type Language } from "../i18n/words";

/** The bar on top of a page: where am I; `children` say what is on. */
export function Bar(props: {
  place: string;
  href: string;
  children?: ComponentChildren;
  /** After the language link. */
  end?: ComponentChildren;
}): JSX.Element {
  return (
    <header class="bar">
      <a class="place" href={props.href}>
        {props.place}
      </a>
      {props.children}
      <span class="grow" />
      <LanguageLink />
      {props.end}
    </header>
  );
}

/** Shows the page in the other language, without losing its place; as a link it works in a new tab, too. */
export function LanguageLink(): JSX.Element {
  const other: Language = language() === "cy" ? "en" : "cy";
  return (
    <a
      class="lang"
      href={`?lang=${other}`}
      lang={tagOf(other)}
      hreflang={other}
      onClick={(event) => {
        event.preventDefault();
        setLanguage(other);
      }}
    >
      {say("otherLanguage")}
    </a>
  );
}
