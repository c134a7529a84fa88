import type { JSX } from "preact";
import type { Meeting } from "../state/meeting";
import { Bar } from "../ui/bar";
import { RefusedPage } from "../ui/refused";
import type { Desk } from "./desk";
import { say } from "./staff-words";

/** A staff page once there is a meeting to show; before that, and without the right link, what there is to say. */
export function StaffPage(props: {
  desk: Desk;
  slug: string;
  title: string;
  children: (meeting: Meeting) => JSX.Element;
}): JSX.Element {
  const { meeting, view } = props.desk;
  if (view.link.kind === "refused") return <RefusedPage slug={props.slug} />;
  if (meeting) return props.children(meeting);
  return (
    <>
      <Bar place="Wardcast" href="/" />
      <main class="empty">
        <h1 class="vh">{props.title}</h1>
        <p role="status">{say(view.link.kind === "waiting" ? "reconnecting" : "loading")}</p>
      </main>
    </>
  );
}
