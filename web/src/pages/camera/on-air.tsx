import type { JSX } from "preact";
import { clock, elapsed } from "../../i18n/time";
import type { Top } from "../../protocol/messages";
import { Icon } from "../../ui/icon";
import type { Standing } from "./standing";
import { say } from "./camera-words";

/** The bar across the top: live or not, readable at arm's length by shape, word and colour. */
export function OnAir({ standing, top, now }: { standing: Standing; top: Top | null; now: number }): JSX.Element {
  const watching = top ? say("watching", { count: top.watching }) : "";
  switch (standing.kind) {
    case "live":
      return (
        <header class="onair on">
          <span class="mark">
            <i class="dot" />
            {say("liveMark")}
          </span>
          <b class="clock">{elapsed(now - standing.began)}</b>
          <span class="right">{watching}</span>
        </header>
      );
    case "lost":
      return (
        <header class="onair gone">
          <span class="mark">
            <Icon name="off" />
            {say("reconnecting")}
          </span>
          <b class="clock">{elapsed(now - standing.since)}</b>
          <span class="right">{top && say("peopleWaiting", { count: top.watching })}</span>
        </header>
      );
    case "unsure":
    case "starting":
      return (
        <header class="onair off striped">
          <span class="mark ring">{say(standing.kind === "unsure" ? "checking" : "starting")}</span>
          <b class="clock">{elapsed(now - standing.since)}</b>
        </header>
      );
    case "off-air":
    case "ended":
      return (
        <header class="onair off">
          <span class="mark ring">{say(standing.kind === "ended" ? "endedMark" : "offAirMark")}</span>
          <span class="right">{standing.kind === "off-air" && watching}</span>
        </header>
      );
    case "not-live":
    case "busy":
    case "refused":
      return (
        <header class="onair off">
          <span class="mark ring">{say("notLive")}</span>
          <span class="right">{when(top, watching, now)}</span>
        </header>
      );
  }
}

/** Before the meeting its hour, afterwards how many watch. */
function when(top: Top | null, watching: string, now: number): string {
  if (top?.phase !== "planned" || top.starts === null || top.starts < now) return watching;
  return say("starts", { time: clock(top.starts) });
}
