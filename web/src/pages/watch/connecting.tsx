import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { View } from "../../net/live-meeting";
import { Bar } from "../../ui/bar";
import { Mark } from "../../ui/mark";
import { say } from "./say";

/** Before the server's first word. */
export function Connecting({ view, now }: { view: View; now: number }): JSX.Element {
  const [from] = useState(now);
  const long = view.link.kind !== "open" && now - from > 4_000;
  return (
    <>
      <Bar place="Wardcast" href="/" />
      <main class="stage">
        <section class="show">
          <div class="still">
            <div class="slate">
              <h1 class="slate-time">{say("connectingTo")}</h1>
              {long && <p class="soft">{say("cannotReach")}</p>}
            </div>
          </div>
          <div class="status">
            <Mark kind={long ? "off" : "ring"}>{say(long ? "noConnection" : "loading")}</Mark>
          </div>
        </section>
      </main>
    </>
  );
}
