/** What a phone's lock screen, a headset or a keyboard's media keys show and do (Media Session). */
export interface LockScreen {
  readonly title: string;
  readonly artist: string;
  /** Address of a JPEG of 640 by 360. */
  readonly artwork: string;
  readonly state: MediaSessionPlaybackState;
  readonly play: () => void;
  readonly pause: () => void;
  /** By so many seconds; null where there is no going back. */
  readonly step: ((seconds: number) => void) | null;
  /** Back to live; null for a recording. */
  readonly toLive: (() => void) | null;
}

/** Seconds of one press where the device does not name them. */
const kStep = 30;

/** Shows it from now on; null takes it away. Browsers without one, and actions that one does not know, are left alone. */
export function showOnLockScreen(shown: LockScreen | null): void {
  if (!("mediaSession" in navigator)) return;
  const session = navigator.mediaSession;
  const { title, artist, artwork } = shown ?? {};
  if (session.metadata?.title !== title || session.metadata?.artist !== artist) {
    session.metadata =
      shown && new MediaMetadata({ title, artist, artwork: [{ src: artwork!, sizes: "640x360", type: "image/jpeg" }] });
  }
  session.playbackState = shown?.state ?? "none";
  const step = shown?.step;
  handle("play", shown?.play);
  handle("pause", shown?.pause);
  handle("stop", shown?.pause);
  handle("seekbackward", step && (({ seekOffset }) => step(-(seekOffset ?? kStep))));
  handle("seekforward", step && (({ seekOffset }) => step(seekOffset ?? kStep)));
  handle("nexttrack", shown?.toLive);
}

function handle(action: MediaSessionAction, handler: MediaSessionActionHandler | null | undefined): void {
  try {
    navigator.mediaSession.setActionHandler(action, handler ?? null);
  } catch {
    // Not an action of this browser's.
  }
}
