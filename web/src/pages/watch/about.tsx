import type { JSX } from "preact";
import { dayAndClock } from "../../i18n/time";
import type { Meeting } from "../../state/meeting";
import { answered, openItem } from "../../state/select";
import { saveCalendar } from "../../ui/calendar";
import { Icon } from "../../ui/icon";
import { say } from "./say";

/** Beside the picture on wide screens: the item that is open, or what there is to know before and after. */
export function About({ slug, meeting }: { slug: string; meeting: Meeting }): JSX.Element | null {
  const { top } = meeting;
  const item = openItem(meeting);
  switch (top.phase) {
    case "planned": {
      const { starts } = top;
      return (
        <section class="about">
          <h2>{starts === null ? top.title : dayAndClock(starts)}</h2>
          <p>{say("comeOrWatch")}</p>
          {starts !== null && (
            <button
              type="button"
              class="btn plain"
              onClick={() => saveCalendar([{ slug, title: top.title, starts }], slug)}
            >
              <Icon name="calendar" size="s" />
              {say("addToCalendar")}
            </button>
          )}
        </section>
      );
    }
    case "live":
      return (
        item && (
          <section class="about wide-only">
            <p class="soft">{say("itemOf", { number: item.number, count: top.items.length })}</p>
            <h2>{item.item.title}</h2>
          </section>
        )
      );
    case "ended":
      return (
        <section class="about">
          <h2>{say("cameOfIt")}</h2>
          <p>{say("answeredCount", { count: answered(meeting).length })}</p>
        </section>
      );
  }
}
