import { useEffect, useRef } from "preact/hooks";
import type { Instant } from "../../protocol/messages";
import type { Picture } from "./use-picture";

/** Milliseconds by which the first guess may be off before it is worth another jump. */
const kClose = 1_000;

/** Opens a running meeting at `moment`, once. */
export function useLiveMoment(moment: Instant | null, picture: Picture): void {
  const done = useRef(false);
  const { player } = picture;
  useEffect(() => {
    if (moment === null || !player || done.current) return;
    done.current = true;
    player.toTime(moment);
  }, [moment, player]);
}

/**
 * Opens the recording at `moment` as soon as there is a player. When it begins is known only once it is loaded: until
 * then `startedAt` serves, and where that was wrong it jumps once more.
 */
export function useMoment(moment: Instant | null, picture: Picture, startedAt: Instant | null): void {
  const from = useRef<Instant | null>(null);
  const { player, origin } = picture;
  useEffect(() => {
    const begins = origin ?? startedAt;
    if (moment === null || !player || begins === null) return;
    if (from.current !== null && (origin === null || Math.abs(from.current - begins) < kClose)) return;
    from.current = begins;
    player.seek(Math.max(0, (moment - begins) / 1000));
  }, [moment, player, origin, startedAt]);
}
