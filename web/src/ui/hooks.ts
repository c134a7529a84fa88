import { useEffect, useMemo, useState } from "preact/hooks";
import { language, onLanguage, type Language } from "../i18n/words";
import { openMeeting, type LiveMeeting, type View } from "../net/live-meeting";
import type { Role } from "../protocol/messages";

/** The time now, anew every `every` milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** The language shown; draws again when it changes. */
export function useLanguage(): Language {
  const [shown, setShown] = useState(language);
  useEffect(() => onLanguage(() => setShown(language())), []);
  return shown;
}

/** Opens the meeting for as long as the component stands, and draws again at each change. */
export function useMeeting(slug: string, role: Role): { live: LiveMeeting; view: View } {
  const [live, end] = useMemo(() => {
    const ending = new AbortController();
    return [openMeeting(slug, role, ending.signal), ending] as const;
  }, [slug, role]);
  const [view, setView] = useState(live.view);
  useEffect(() => {
    setView(live.view);
    const stop = live.watch(() => setView(live.view));
    return () => {
      stop();
      end.abort();
    };
  }, [live, end]);
  return { live, view };
}

/** The title of the tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
