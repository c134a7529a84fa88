import type { Instant } from "../../protocol/messages";
import type { PlayerState } from "../../media/player";

/** Milliseconds between what happens and its picture by WebRTC, which carries no time of day. */
const kShortest = 400;
/** Milliseconds from a word being said to the first letter of it being typed. */
const kReaction = 800;

/**
 * When what one begins to type now was said: what is heard is as old as the picture, and fingers come after ears. Without
 * a picture one sits in the room. Not before the meeting began. All by the server's clock, milliseconds since 1970.
 */
export function saidAt(state: PlayerState, serverNow: Instant, started: Instant | null): Instant {
  const heard = state.kind !== "playing" ? serverNow : (state.shown ?? serverNow - (state.shortest ? kShortest : 0));
  return Math.max(Math.min(heard, serverNow) - kReaction, started ?? 0);
}
