import type { JSX } from "preact";
import { Bar } from "../../ui/bar";
import { useLanguage, useTitle } from "../../ui/hooks";

export function ChairPage(): JSX.Element {
  useLanguage();
  useTitle("Wardcast");
  return <Bar place="Wardcast" href="/" />;
}
