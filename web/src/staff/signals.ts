import { useEffect, useState } from "preact/hooks";
import type { LiveMeeting } from "../net/live-meeting";
import type { Signal } from "../protocol/messages";
import { hear, listening, type Hearing } from "../state/sound";

/** What the server hears and sees of a camera. */
export interface Heard {
  readonly signal: Signal;
  readonly hearing: Hearing;
}

/** Of every camera that the server has spoken of. */
export function useSignals(live: LiveMeeting): ReadonlyMap<string, Heard> {
  const [signals, setSignals] = useState<ReadonlyMap<string, Heard>>(new Map());
  useEffect(
    () =>
      live.onMessage((message) => {
        if (message.type !== "signal") return;
        setSignals((before) => {
          const now = Date.now();
          const known = before.get(message.camera);
          const hearing = known?.signal.state === message.state ? known.hearing : listening(now);
          return new Map(before).set(message.camera, {
            signal: message,
            hearing: hear(hearing, message.level_db, now),
          });
        });
      }),
    [live],
  );
  return signals;
}
