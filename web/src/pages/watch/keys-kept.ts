import { keep, kept } from "../../net/keep";

const kKeys = "wardcast:picture-keys";

/** Whether single keys work the picture: speech input would otherwise press them (WCAG 2.1.4). */
export function keptKeys(): boolean {
  return kept(kKeys) !== "off";
}

export function keepKeys(on: boolean): void {
  keep(kKeys, on ? null : "off");
}
