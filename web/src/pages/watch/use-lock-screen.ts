import { useEffect } from "preact/hooks";
import { showOnLockScreen } from "../../media/lock-screen";
import type { Meeting } from "../../state/meeting";
import { backTo, playable } from "./playable";
import { say } from "./player-words";
import { isPlaying, type Picture } from "./use-picture";

/** Puts what plays on the lock screen of a phone, with its keys, once it has been played. */
export function useLockScreen(meeting: Meeting | null, picture: Picture, now: number): void {
  const { player, state } = picture;
  const source = meeting && playable(meeting);
  const isOn = meeting !== null && player !== null && (isPlaying(state) || state.kind === "paused");
  const canStep = meeting !== null && (source === "recording" || backTo(meeting, now) !== null);
  const title = meeting?.top.title ?? "";
  const artist = say(source === "recording" ? "recordingOf" : "live");
  const playing = isPlaying(state);
  useEffect(() => {
    if (!isOn || !player || !meeting) return;
    showOnLockScreen({
      title,
      artist,
      artwork: `/m/${encodeURIComponent(meeting.top.slug)}/picture.jpg`,
      state: playing ? "playing" : "paused",
      play: () => player.play(),
      pause: () => player.pause(),
      step: canStep ? (seconds) => player.step(seconds) : null,
      toLive: source === "programme" ? () => player.toLive() : null,
    });
  }, [isOn, player, title, artist, playing, canStep, source]);
  useEffect(() => (isOn ? () => showOnLockScreen(null) : undefined), [isOn]);
}
