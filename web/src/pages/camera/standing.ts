import type { PublisherState } from "../../whip/publisher";

/** What the server last said, and whether it still says so: `fresh` is false while the socket is down. */
export interface Word {
  fresh: boolean;
  phase: "planned" | "live" | "ended";
  air: "none" | "live" | "lost" | "off";
}

/**
 * What the bar across the top says. `live` is only ever the server's word: that this device sends is not enough. Times
 * are ms; `began` is when viewers first saw this camera since Go live, null until then.
 */
export type Standing =
  | { kind: "not-live" }
  /** Go live was pressed; viewers do not see it yet. */
  | { kind: "starting"; since: number }
  | { kind: "live"; began: number }
  /** It was live and is not now: viewers see the slate. */
  | { kind: "lost"; since: number; began: number }
  /** Sending goes on, but the server cannot be asked whether viewers see it. */
  | { kind: "unsure"; since: number; began: number | null }
  /** The clerk or the chair took the meeting off air; sending goes on, nobody sees it. */
  | { kind: "off-air"; began: number | null }
  /** Another device has the camera; `was` when it took it from this one. */
  | { kind: "busy"; was: boolean }
  | { kind: "refused"; status: number; message: string }
  | { kind: "ended" };

function beganOf(standing: Standing): number | null {
  return "began" in standing ? standing.began : null;
}

function sinceOf(standing: Standing, kind: Standing["kind"], now: number): number {
  return standing.kind === kind && "since" in standing ? standing.since : now;
}

/** The next standing, from the one before, what this device knows of its own connection, and the server's word. */
export function judge(before: Standing, publisher: PublisherState, word: Word | null, now: number): Standing {
  if (publisher.kind === "ended" || word?.phase === "ended") return { kind: "ended" };
  const began = beganOf(before);
  const away = (): Standing =>
    began === null
      ? { kind: "starting", since: sinceOf(before, "starting", now) }
      : { kind: "lost", since: sinceOf(before, "lost", now), began };
  switch (publisher.kind) {
    case "idle":
      return { kind: "not-live" };
    case "busy":
      return { kind: "busy", was: publisher.was };
    case "refused":
      return { kind: "refused", status: publisher.status, message: publisher.message };
    case "connecting":
    case "waiting":
      return away();
    case "connected":
      if (word === null || !word.fresh) return { kind: "unsure", since: sinceOf(before, "unsure", now), began };
      if (word.air === "off") return { kind: "off-air", began };
      return word.air === "live" ? { kind: "live", began: began ?? now } : away();
  }
}
