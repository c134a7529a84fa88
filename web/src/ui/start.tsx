import { render, type ComponentType } from "preact";
import "../styles/site.css";
import { language, tagOf } from "../i18n/words";

/** Puts a page in the place of what the server has drawn. */
export function start(Page: ComponentType): void {
  const root = document.getElementById("app");
  if (!root) return;
  document.documentElement.lang = tagOf(language());
  root.replaceChildren();
  render(<Page />, root);
}

/** The meeting of this address, `/m/{slug}…`; empty elsewhere. */
export function slugOfPage(path: string = location.pathname): string {
  const found = /^\/m\/([^/]+)/.exec(path)?.[1] ?? "";
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}
