import { useEffect, useState } from "preact/hooks";
import { fetchSpans, type Span } from "../net/recording";

/** What was recorded when; null until it is known, and while there is no recording. */
export function useSpans(slug: string, recorded: boolean): readonly Span[] | null {
  const [spans, setSpans] = useState<readonly Span[] | null>(null);
  useEffect(() => {
    if (!recorded) return;
    const leaving = new AbortController();
    void fetchSpans(slug, leaving.signal).then((found) => {
      if (!leaving.signal.aborted) setSpans(found);
    });
    return () => {
      leaving.abort();
      setSpans(null);
    };
  }, [slug, recorded]);
  return spans;
}
