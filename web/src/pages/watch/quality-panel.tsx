import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { programmeSources, recordingSources } from "../../media/mode";
import { askOffer, type Offer } from "../../media/rungs";
import type { Meeting } from "../../state/meeting";
import { Icon } from "../../ui/icon";
import { amount } from "./amount";
import { keys } from "./keys";
import { playable } from "./playable";
import { say } from "./player-words";
import type { Picture } from "./use-picture";
import type { Screen } from "./use-screens";

interface Choice {
  readonly name: string;
  readonly title: string;
  readonly help: string | null;
  readonly chosen: boolean;
  readonly choose: () => void;
}

/** What is seen and heard, what that costs in data, and the keys. */
export function QualityPanel(props: {
  meeting: Meeting;
  picture: Picture;
  small: Screen | null;
  keysOn: boolean;
  onKeys: (on: boolean) => void;
  onClose: () => void;
}): JSX.Element {
  const { meeting, picture, small } = props;
  const { state, mode, shortest } = picture;
  const recording = playable(meeting) === "recording";
  const offer = useOffer(meeting.top.slug, recording);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: "nearest" }), [offer]);
  const notShortest = state.kind === "playing" && !state.shortest;
  return (
    <section
      class="quality"
      id="quality"
      ref={panel}
      aria-label={say("quality")}
      onKeyDown={(event) => event.key === "Escape" && props.onClose()}
    >
      <fieldset>
        <legend>{say("choices")}</legend>
        <div class="choices">
          {choices(picture, offer).map(({ name, title, help, chosen, choose }) => (
            <label key={name}>
              <input type="radio" name="quality" value={name} checked={chosen} onChange={choose} />
              <span>
                <b>{title}</b>
                {help !== null && <span>{help}</span>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Data picture={picture} />
      {!recording && mode === "picture" && (
        <Tick
          on={shortest}
          onSwitch={picture.setShortest}
          title={say("shortestDelay")}
          help={say(shortest && notShortest ? "shortestNotNow" : "shortestHelp")}
        />
      )}
      {mode === "picture" && (
        <Tick
          on={picture.soundWhenHidden}
          onSwitch={picture.setSoundWhenHidden}
          title={say("soundWhenHidden")}
          help={say("soundWhenHiddenHelp")}
        />
      )}
      {small?.toggle && (
        <p class="cramped">
          <button type="button" class="btn" aria-pressed={small.on} onClick={small.toggle}>
            <Icon name="small" size="s" />
            {say("smallWindow")}
          </button>
        </p>
      )}
      {mode !== "text" && (
        <div class="picture-keys">
          <Tick on={props.keysOn} onSwitch={props.onKeys} title={say("useKeys")} help={null} />
          {props.keysOn && (
            <dl>
              {keys.map((each) => (
                <div key={each.does}>
                  <dt>
                    {each.keys.map((key) => (
                      <kbd key={key}>{nameOf(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{say(`key_${each.does}`)}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      )}
    </section>
  );
}

/** Asked anew each time the panel opens: rungs come and go with what the machine can carry. */
function useOffer(slug: string, recording: boolean): Offer | null {
  const [offer, setOffer] = useState<Offer | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    const { url } = recording ? recordingSources(slug, "picture") : programmeSources(slug, "picture", false);
    void askOffer(url, ending.signal).then((found) => !ending.signal.aborted && setOffer(found));
    return () => ending.abort();
  }, [slug, recording]);
  return offer;
}

function choices(picture: Picture, offer: Offer | null): Choice[] {
  const { mode, quality, state } = picture;
  const height = state.kind === "playing" ? state.height : 0;
  const pick = (lines: number | null) => () => {
    picture.setQuality(lines);
    picture.setMode("picture");
  };
  // What plays by itself chooses for itself.
  const rungs = typeof MediaSource === "undefined" ? [] : (offer?.rungs ?? []);
  const seen = mode === "picture";
  const known = rungs.some((rung) => rung.height === quality);
  return [
    {
      name: "auto",
      title: say("automatic"),
      help: seen && quality === null && height > 0 ? say("automaticNow", { lines: height }) : say("automaticHelp"),
      chosen: seen && (quality === null || !known),
      choose: pick(null),
    },
    ...rungs.map((rung) => ({
      name: String(rung.height),
      title: say("lines", { lines: rung.height }),
      help: say("anHour", { amount: amount(rung.bytesAnHour) }),
      chosen: seen && quality === rung.height,
      choose: pick(rung.height),
    })),
    {
      name: "sound",
      title: say("soundOnly"),
      help: offer?.soundBytesAnHour == null ? null : say("anHour", { amount: amount(offer.soundBytesAnHour) }),
      chosen: mode === "sound",
      choose: () => picture.setMode("sound"),
    },
    {
      name: "text",
      title: say("textOnly"),
      help: say("hardlyAny"),
      chosen: mode === "text",
      choose: () => picture.setMode("text"),
    },
  ];
}

function Data({ picture }: { picture: Picture }): JSX.Element {
  const { state, data } = picture;
  const { bytes, bytesAnHour } = data.used(state.kind === "playing" ? Date.now() - state.since : 0);
  if (bytes === null) return <p class="data-used">{say("dataUnknown")}</p>;
  return (
    <p class="data-used">
      <b>{say("dataUsed", { amount: amount(bytes) })}</b>
      {bytesAnHour !== null && <span>{say("dataRate", { amount: amount(bytesAnHour) })}</span>}
    </p>
  );
}

function Tick(props: {
  on: boolean;
  onSwitch: (on: boolean) => void;
  title: string;
  help: string | null;
}): JSX.Element {
  return (
    <label class="tick-line">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onSwitch(event.currentTarget.checked)} />
      <span>
        {props.title}
        {props.help !== null && <span class="meta">{props.help}</span>}
      </span>
    </label>
  );
}

function nameOf(key: string): string {
  const arrows: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", " ": say("space") };
  return arrows[key] ?? key.toUpperCase();
}
