import type { JSX } from "preact";
import { Icon } from "../../ui/icon";
import type { Tip } from "./tip";
import { say } from "./camera-words";

/** One sentence over the lower edge of the picture. */
export function TipBox({ tip, slug, onCamera }: { tip: Tip; slug: string; onCamera: () => void }): JSX.Element {
  switch (tip.kind) {
    case "public":
      return (
        <p class="tip">
          <span>
            <b>{say("publicNow")}</b>
            <br />
            {say("publicWhere", { address: addressOf(slug) })}
          </span>
        </p>
      );
    case "dropped":
      return (
        <p class="tip">
          <span>
            <b>{say("dropped")}</b>
            <br />
            {say("droppedHelp")}
          </span>
        </p>
      );
    case "sideways":
      return (
        <p class="tip">
          <Icon name="turn" />
          <span>{say("turnSideways")}</span>
        </p>
      );
    case "camera-lost":
      return (
        <p class="tip">
          <Icon name="warn" />
          <span class="grow">{say("cameraLost")}</span>
          <button type="button" class="btn" onClick={onCamera}>
            {say("cameraBack")}
          </button>
        </p>
      );
    default:
      return (
        <p class="tip">
          <Icon name={tip.kind === "muted" ? "mic-off" : "warn"} />
          <span>{textOf(tip)}</span>
        </p>
      );
  }
}

function textOf(tip: Tip): string {
  switch (tip.kind) {
    case "starting":
      return say("startingTip");
    case "starting-long":
      return say("startingLong");
    case "unsure":
      return say("unsureTip");
    case "off-air":
      return say("offAirTip");
    case "muted":
      return say("mutedTip");
    case "silent":
      return say("silentTip");
    case "black":
      return say("blackTip");
    case "frozen":
      return say("frozenTip");
    case "not-on-air":
      return say("notOnAirTip");
    case "weak":
      return say("weakTip");
    case "by-web":
      return say("byWebTip");
    case "battery":
      return say("batteryTip", { percent: tip.percent });
    default:
      return ""; // Drawn above, in more than words.
  }
}

/** The watch page's address as people read it. */
export function addressOf(slug: string): string {
  return `${location.host}/m/${slug}`;
}
