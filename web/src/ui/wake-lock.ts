import { useEffect } from "preact/hooks";

/** Keeps the screen awake for as long as the component stands, where the browser can. */
export function useWakeLock(): void {
  useEffect(() => {
    const ending = new AbortController();
    let lock: WakeLockSentinel | null = null;
    const hold = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (ending.signal.aborted) await lock.release();
      } catch {
        // Low battery, or not a secure address: the screen may sleep.
      }
    };
    void hold();
    // The browser lets go whenever the page is hidden.
    document.addEventListener("visibilitychange", () => void hold(), { signal: ending.signal });
    return () => {
      ending.abort();
      void lock?.release();
    };
  }, []);
}
