import type { JSX } from "preact";
import { LanguageLink } from "../../ui/bar";
import { Icon } from "../../ui/icon";
import type { DeviceFault } from "./devices";
import type { Standing } from "./standing";
import { addressOf } from "./tip-box";
import { say } from "./camera-words";

/** Before the browser is asked for anything: what will be public, and the one button. */
export function Setup(props: { slug: string; asking: boolean; onSetUp: () => void }): JSX.Element {
  return (
    <div class="plain">
      <h2>{say("setUpTitle")}</h2>
      <p class="lead">{say("setUpPublic", { address: addressOf(props.slug) })}</p>
      <p>{say("setUpRoom")}</p>
      <p class="soft">{say("setUpAsk")}</p>
      <button type="button" class="go" aria-disabled={props.asking} onClick={() => !props.asking && props.onSetUp()}>
        {say("setUp")}
      </button>
      <p class="soft wait" role="status">
        {props.asking && say("asking")}
      </p>
      <LanguageLink />
    </div>
  );
}

/** No camera: why, and what helps. */
export function Fault({ fault, onAgain }: { fault: DeviceFault; onAgain: () => void }): JSX.Element {
  return (
    <div class="plain" role="alert">
      <Icon name="warn" size="l" />
      <h2>{say(`fault_${fault}`)}</h2>
      <p class="lead">{say(`fault_${fault}_help`)}</p>
      {fault !== "insecure" && (
        <button type="button" class="go" onClick={onAgain}>
          {say("tryAgain")}
        </button>
      )}
    </div>
  );
}

/** The server will not have this camera, or this page. */
export function Refused({ standing }: { standing: Standing }): JSX.Element {
  const other = standing.kind === "refused" && standing.status !== 401 && standing.status !== 403;
  return (
    <div class="plain" role="alert">
      <Icon name="warn" size="l" />
      <h2>{say("refusedTitle")}</h2>
      <p class="lead">
        {other ? say("refusedOther", { message: standing.message || String(standing.status) }) : say("refusedLink")}
      </p>
      <a class="go" href={location.pathname.replace(/\/camera$/, "")}>
        {say("toWatch")}
      </a>
    </div>
  );
}

export function Ended({ slug }: { slug: string }): JSX.Element {
  return (
    <div class="plain">
      <h2>{say("endedTitle")}</h2>
      <p class="lead">{say("endedText")}</p>
      <a class="go" href={`/m/${encodeURIComponent(slug)}`}>
        {say("watchAgain")}
      </a>
    </div>
  );
}
