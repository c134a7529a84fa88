import type { Meeting } from "../../state/meeting";

/** What stands in the picture's place can be played: the programme, or the recording of it. */
export type Playable = "programme" | "recording" | null;

export function playable(meeting: Meeting): Playable {
  const { phase, recording, rehearsal, air } = meeting.top;
  if (phase === "ended") return recording === "ready" ? "recording" : null;
  return air.state === "none" || rehearsal ? null : "programme";
}

/** Milliseconds that a meeting must have run before there is somewhere to go back to. */
const kWorthIt = 60_000;

/** From when on viewers may go back in the running meeting, milliseconds since 1970; null where they may not. */
export function backTo(meeting: Meeting, now: number): number | null {
  const { phase, recording, started_at: from } = meeting.top;
  const isThere = phase === "live" && recording !== "none" && from !== null && now + meeting.skew - from >= kWorthIt;
  return isThere ? from : null;
}
