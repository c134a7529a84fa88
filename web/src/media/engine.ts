import type { CaptionLanguage } from "../protocol/messages";
import type { DataUse } from "./data-use";

/** Where the programme or its recording is to be had. */
export interface Sources {
  /** A multivariant or media playlist. */
  readonly url: string;
  /** A WHEP endpoint to try first, for the shortest delay; what it does not give comes from `url`. */
  readonly shortest?: string | undefined;
  /** The same programme back to its beginning; absent where there is no going back. */
  readonly fromStart?: string | undefined;
}

/** Where playing begins: at the live edge, or at one of these. */
export interface Place {
  /** Seconds from the start of a recording. */
  readonly startAt: number | null;
  /** Milliseconds since 1970, in a live programme. */
  readonly behind: number | null;
}

/** Why nothing comes: the server says that it is not there, or there is no saying. */
export type Failure = "absent" | "lost";

export interface EngineOptions {
  readonly url: string;
  /** Stays near the live edge; else an ordinary recording. */
  readonly live: boolean;
  readonly place: Place;
  /** Lines of the picture that were chosen; null leaves it to the network. */
  readonly height: number | null;
  /** The language of captions; null for none. */
  readonly captions: CaptionLanguage | null;
  readonly data: DataUse;
  readonly onFail: (why: Failure) => void;
}

/** What feeds the media element: hls.js, the browser itself, or WebRTC. */
export interface Engine {
  readonly shortest: boolean;
  /** When what is seen now happened, milliseconds since 1970; null if unknown. */
  shown(): number | null;
  toLive(): void;
  /** False where it cannot: what happened then is not in its playlist. */
  toTime(at: number): boolean;
  /** Another size of the picture, from the next segment on; null leaves it to the network. */
  choose(height: number | null): void;
  /** Shows captions in this language, or none. */
  caption(language: CaptionLanguage | null): void;
  close(): void;
}
