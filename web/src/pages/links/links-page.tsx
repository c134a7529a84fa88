import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { wording } from "../../i18n/words";
import { fetchLinks, fetchTop, type Links } from "../../net/meetings";
import type { Top } from "../../protocol/messages";
import { Bar } from "../../ui/bar";
import { useLanguage, useTitle } from "../../ui/hooks";
import { RefusedPage } from "../../ui/refused";
import { slugOfPage } from "../../ui/start";
import { LinksSheet } from "./links-sheet";
import { linksWords } from "./links-words";

const say = wording("links", linksWords);

type Shown = { readonly kind: "loading" } | Links;

/** The links of a meeting for the clerk: on screen under a bar, on paper alone. */
export function LinksPage(): JSX.Element {
  useLanguage();
  const slug = useMemo(() => slugOfPage(), []);
  const [tries, setTries] = useState(0);
  const { shown, top } = useLinks(slug, tries);
  const title = shown.kind === "links" ? shown.meeting.title : slug;
  useTitle(say("title", { title }));
  if (shown.kind === "refused") return <RefusedPage slug={slug} />;
  return (
    <>
      <div class="screen-only">
        <Bar
          place={title}
          href={`/m/${encodeURIComponent(slug)}`}
          end={
            <a class="lang" href={`/m/${encodeURIComponent(slug)}/clerk`}>
              {say("toClerk")}
            </a>
          }
        />
      </div>
      <main>
        {shown.kind === "links" ? (
          <LinksSheet meeting={shown.meeting} starts={top?.starts ?? null} hashtags={top?.hashtags ?? []} />
        ) : (
          <div class="empty">
            <h1 class="vh">{say("title", { title })}</h1>
            <p role="status">{say(shown.kind === "loading" ? "loading" : "unreachable")}</p>
            {shown.kind === "unreachable" && (
              <p class="acts">
                <button type="button" class="btn main" onClick={() => setTries(tries + 1)}>
                  {say("tryAgain")}
                </button>
              </p>
            )}
          </div>
        )}
      </main>
    </>
  );
}

function useLinks(slug: string, tries: number): { shown: Shown; top: Top | null } {
  const [shown, setShown] = useState<Shown>({ kind: "loading" });
  const [top, setTop] = useState<Top | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    setShown({ kind: "loading" });
    // The time and the hashtags are a help on the poster; the links do without them.
    void Promise.all([fetchLinks(slug, ending.signal), fetchTop(slug, ending.signal)]).then(([links, found]) => {
      if (ending.signal.aborted) return;
      setTop(found);
      setShown(links);
    });
    return () => ending.abort();
  }, [slug, tries]);
  return { shown, top };
}
