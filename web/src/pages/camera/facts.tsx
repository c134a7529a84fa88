import type { JSX } from "preact";
import type { LinkQuality } from "../../whip/link";
import { kSegments, segments } from "../../state/sound";
import { say } from "./camera-words";

/** A level as segments; `words` for those who do not see it. */
function Meter({ db, words }: { db: number; words: string }): JSX.Element {
  const lit = segments(db);
  return (
    <div class="meter" role="img" aria-label={words}>
      {Array.from({ length: kSegments }, (_, at) => (
        <i key={at} class={at < lit ? "" : "e"} />
      ))}
    </div>
  );
}

export interface SoundFact {
  readonly db: number;
  readonly verdict: "heard" | "quiet" | "silent";
  /** Whose ears: the server's, once it hears; else this device's own. */
  readonly source: "server" | "here" | "nobody";
  readonly muted: boolean;
}

export function Sound({ db, verdict, source, muted }: SoundFact): JSX.Element {
  const level = source === "nobody" || muted ? -100 : db;
  const words = level <= -60 ? "levelNone" : verdict === "heard" ? "levelGood" : "levelQuiet";
  return (
    <div class="fact">
      <Meter db={level} words={say(words)} />
      <b>{soundWords({ db, verdict, source, muted })}</b>
    </div>
  );
}

function soundWords({ verdict, source, muted }: SoundFact): string {
  if (muted) return say("micOffFact");
  switch (source) {
    case "nobody":
      return say("notHeard");
    case "here":
      return say(verdict === "heard" ? "micWorks" : "micSay");
    case "server":
      return say(verdict === "heard" ? "heard" : verdict === "quiet" ? "quiet" : "notHeard");
  }
}

const bars = { none: 0, weak: 2, fair: 3, good: 4 } as const;

export type NetworkFact = { kind: "sending"; quality: LinkQuality } | { kind: "ready" } | { kind: "none" };

const kLow = 30; // percent: from here the battery is worth the place that the rate has on an upright phone

export function Network({ network, percent }: { network: NetworkFact; percent: number | null }): JSX.Element {
  const lit = network.kind === "sending" ? bars[network.quality.level] : network.kind === "ready" ? 4 : 0;
  return (
    <div class="fact">
      <div class="bars" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} class={bar <= lit ? "" : "e"} />
        ))}
      </div>
      <b>{networkWords(network)}</b>
      {network.kind === "sending" && network.quality.kbps > 0 && <span class="rate">{rate(network.quality.kbps)}</span>}
      {percent !== null && (
        <span class={percent > kLow ? "end battery" : "end battery low"}>{say("battery", { percent })}</span>
      )}
    </div>
  );
}

function networkWords(network: NetworkFact): string {
  switch (network.kind) {
    case "sending":
      return say(`network_${network.quality.level}`);
    case "ready":
      return say("networkReady");
    case "none":
      return say("networkNone");
  }
}

function rate(kbps: number): string {
  return kbps < 1000 ? say("rateSmall", { value: kbps }) : say("rate", { value: (kbps / 1000).toFixed(1) });
}
