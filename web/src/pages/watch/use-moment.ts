import { useEffect, useRef } from "preact/hooks";
import { positionOf } from "../../net/recording";
import type { Instant } from "../../protocol/messages";
import type { Picture } from "./use-picture";

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

/** Opens the recording at `moment`, once, as soon as it is known where in it that is. */
export function useMoment(moment: Instant | null, picture: Picture): void {
  const done = useRef(false);
  const { player, spans } = picture;
  useEffect(() => {
    if (moment === null || !player || !spans || done.current) return;
    done.current = true;
    player.seek(positionOf(spans, moment));
  }, [moment, player, spans]);
}
