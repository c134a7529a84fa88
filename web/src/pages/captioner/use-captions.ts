import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchCaptions } from "../../net/captions";
import type { Caption } from "../../protocol/messages";
import { withCaption, type Meeting } from "../../state/meeting";

/** All lines of the meeting in the order in which they were said; `failed` where earlier ones could not be had. */
export function useCaptions(slug: string, meeting: Meeting | null): { lines: readonly Caption[]; failed: boolean } {
  const [earlier, setEarlier] = useState<readonly Caption[]>([]);
  const [failed, setFailed] = useState(false);
  const here = meeting !== null;
  useEffect(() => {
    if (!here) return;
    const ending = new AbortController();
    void fetchCaptions(slug, ending.signal).then((found) => {
      if (ending.signal.aborted) return;
      setFailed(found === null);
      if (found !== null) setEarlier(found);
    });
    return () => ending.abort();
  }, [slug, here]);
  const known = meeting?.captions;
  // What the socket brought is newer than what was loaded.
  const lines = useMemo(
    () => (known ?? []).reduce(withCaption, earlier).toSorted((one, other) => one.from - other.from),
    [earlier, known],
  );
  return { lines, failed };
}
