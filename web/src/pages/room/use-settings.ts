import { useEffect, useState } from "preact/hooks";
import { keep, kept } from "../../net/keep";

/** How a hall wants its screen: kept in its browser, so that it is so again after a restart. */
export interface RoomSettings {
  readonly theme: "dark" | "light";
  /** Shows how many watch. */
  readonly watching: boolean;
}

const kTheme = "wardcast:room-theme";
const kWatching = "wardcast:room-watching";

/** What the address asks for, else what was kept, else dark with everything shown. Pure. */
export function settingsFrom(search: string, known: { theme: string | null; watching: string | null }): RoomSettings {
  const asked = new URLSearchParams(search);
  return {
    theme: (asked.get("theme") ?? known.theme) === "light" ? "light" : "dark",
    watching: (asked.get("watching") ?? known.watching) !== "hide",
  };
}

/** The settings, which T (theme) and W (number watching) change. */
export function useSettings(): RoomSettings {
  const [settings, setSettings] = useState(() =>
    settingsFrom(location.search, { theme: kept(kTheme), watching: kept(kWatching) }),
  );
  useEffect(() => {
    keep(kTheme, settings.theme);
    keep(kWatching, settings.watching ? "show" : "hide");
  }, [settings]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "t") setSettings((now) => ({ ...now, theme: now.theme === "light" ? "dark" : "light" }));
      if (key === "w") setSettings((now) => ({ ...now, watching: !now.watching }));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return settings;
}
