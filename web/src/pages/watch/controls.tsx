import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Meeting } from "../../state/meeting";
import { Icon, type IconName } from "../../ui/icon";
import { keepKeys, keptKeys } from "./keys-kept";
import { shortcut, type KeyAction } from "./keys";
import { backTo, playable } from "./playable";
import { say } from "./player-words";
import { QualityPanel } from "./quality-panel";
import { useKept } from "./use-kept";
import { useKeys } from "./use-keys";
import type { Picture } from "./use-picture";
import { useFullScreen, useSmallWindow } from "./use-screens";

/** Seconds that an arrow key goes. */
const kStep = 10;

/** The bar below the picture: each control an icon with its word. Its keys work on the whole page. */
export function Controls({ meeting, picture, now }: { meeting: Meeting; picture: Picture; now: number }): JSX.Element {
  const { mode, setMode, state, player, video } = picture;
  const recording = playable(meeting) === "recording";
  const full = useFullScreen();
  const small = useSmallWindow(video);
  const [keysOn, setKeysOn] = useKept(keptKeys, keepKeys);
  const [open, setOpen] = useState(false);
  const quality = useRef<HTMLButtonElement>(null);
  const stopped = state.kind === "idle" || state.kind === "paused" || state.kind === "ended" || state.kind === "unable";
  const canStep = recording || backTo(meeting, now) !== null;
  const seen = mode === "picture" && !stopped;

  const canCaption = mode === "picture" && picture.captionLanguage !== null;
  const toggleCaptions = () => picture.setCaptions(!picture.captions);
  const toggle = () => (stopped ? player?.play() : player?.pause());
  const actions: Readonly<Record<KeyAction, (() => void) | null | undefined>> = {
    play: toggle,
    mute: video && (() => (video.muted = !video.muted)),
    captions: canCaption ? toggleCaptions : null,
    full: mode === "picture" ? full.toggle : null,
    small: seen ? small.toggle : null,
    live: recording ? null : () => player?.toLive(),
    back: canStep ? () => player?.step(-kStep) : null,
    on: canStep ? () => player?.step(kStep) : null,
  };
  useKeys(keysOn && mode !== "text", (action) => actions[action]?.());
  const close = () => {
    setOpen(false);
    quality.current?.focus();
  };

  return (
    <>
      <div class="player">
        {mode === "text" ? (
          <Control icon="picture" onPress={() => setMode("picture")}>
            {say("pictureBack")}
          </Control>
        ) : (
          <>
            <Control icon={stopped ? "play" : "pause"} keys={shortcut("play", keysOn)} onPress={toggle}>
              {say(stopped ? "play" : "pause")}
            </Control>
            <Control
              icon="sound"
              pressed={mode === "sound"}
              onPress={() => setMode(mode === "sound" ? "picture" : "sound")}
            >
              {say("soundOnly")}
            </Control>
          </>
        )}
        {canCaption && (
          <Control
            icon="captions"
            pressed={picture.captions}
            keys={shortcut("captions", keysOn)}
            onPress={toggleCaptions}
          >
            {say("captions")}
          </Control>
        )}
        <Control button={quality} icon="quality" expanded={open} onPress={() => setOpen(!open)}>
          {say("quality")}
        </Control>
        {mode === "picture" && small.toggle && (
          <Control
            icon="small"
            wide
            pressed={small.on}
            disabled={!seen}
            keys={shortcut("small", keysOn)}
            onPress={small.toggle}
          >
            {say("smallWindow")}
          </Control>
        )}
        {mode === "picture" && full.toggle && (
          <Control icon="full" keys={shortcut("full", keysOn)} onPress={full.toggle}>
            {say("fullScreen")}
          </Control>
        )}
      </div>
      {open && (
        <QualityPanel
          meeting={meeting}
          picture={picture}
          small={seen ? small : null}
          keysOn={keysOn}
          onKeys={setKeysOn}
          onClose={close}
        />
      )}
    </>
  );
}

export function Control(props: {
  icon: IconName;
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  /** Only where there is room for more than five. */
  wide?: boolean;
  /** As aria-keyshortcuts. */
  keys?: string | undefined;
  button?: preact.Ref<HTMLButtonElement>;
  onPress: () => void;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <button
      ref={props.button}
      type="button"
      class={props.wide ? "roomy" : undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.expanded === true ? "quality" : undefined}
      aria-keyshortcuts={props.keys}
      title={props.keys}
      disabled={props.disabled}
      onClick={props.onPress}
    >
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </button>
  );
}
