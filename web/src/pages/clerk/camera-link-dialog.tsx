import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fetchLinks } from "../../net/meetings";
import type { Camera } from "../../protocol/messages";
import { CopyButton } from "../../ui/copy";
import { Dialog } from "../../ui/dialog";
import { Qr } from "../../ui/qr";
import { say } from "./programme-words";

/** The link with which a phone becomes this camera, and its code to point that phone at. */
export function CameraLinkDialog(props: { slug: string; camera: Camera; onClose: () => void }): JSX.Element {
  const [link, setLink] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    void fetchLinks(props.slug, ending.signal).then((links) => {
      if (ending.signal.aborted) return;
      if (links.kind !== "links") return setFailed(true);
      const address = new URL(links.meeting.links.camera, location.href);
      if (props.camera.id !== "main") address.searchParams.set("camera", props.camera.id);
      setLink(address.href);
    });
    return () => ending.abort();
  }, [props.slug, props.camera.id]);
  return (
    <Dialog title={say("linkTitle", { name: props.camera.name })} onClose={props.onClose}>
      <p>{say(failed ? "linkFailed" : "linkHelp")}</p>
      {link !== null && (
        <div class="camera-link">
          <Qr text={link} label={say("linkCode", { name: props.camera.name })} />
          <CopyButton text={link}>{say("copyLink")}</CopyButton>
        </div>
      )}
    </Dialog>
  );
}
