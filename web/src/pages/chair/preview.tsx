import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { LivePicture } from "../../media/live-picture";
import { slugOfPage } from "../../ui/start";
import { say } from "./chair-words";

/** What viewers see, for a chair who wants to be sure of it. Loads nothing until it is asked for. */
export function Preview(): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="btn big wide" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say(open ? "hidePicture" : "showPicture")}
      </button>
      {open && <LivePicture slug={slugOfPage()} as="chair" label={say("livePicture")} class="preview" />}
    </>
  );
}
