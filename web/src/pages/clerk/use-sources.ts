import { useEffect, useState } from "preact/hooks";
import type { LiveMeeting } from "../../net/live-meeting";
import type { SourceHealth } from "../../protocol/messages";

/** The last that was heard of each source, by its id. */
export function useSourceHealth(live: LiveMeeting): ReadonlyMap<string, SourceHealth> {
  const [health, setHealth] = useState<ReadonlyMap<string, SourceHealth>>(new Map());
  useEffect(
    () =>
      live.onMessage((message) => {
        if (message.type === "source") setHealth((before) => new Map(before).set(message.source, message));
      }),
    [live],
  );
  return health;
}
