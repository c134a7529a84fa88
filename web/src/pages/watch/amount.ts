import { language, tagOf } from "../../i18n/words";
import { say } from "./player-words";

/** "340 kB", "34 MB", "1.1 GB": two figures that count. */
export function amount(bytes: number): string {
  const words = bytes < 1e6 ? "kilobytes" : bytes < 1e9 ? "megabytes" : "gigabytes";
  const value = bytes / { kilobytes: 1e3, megabytes: 1e6, gigabytes: 1e9 }[words];
  const rounded =
    value < 10 ? Math.round(value * 10) / 10 : value < 100 ? Math.round(value) : Math.round(value / 10) * 10;
  return say(words, { amount: new Intl.NumberFormat(tagOf(language())).format(rounded) });
}
