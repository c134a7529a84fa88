import type { Command, Question, Status } from "../protocol/messages";
import { subject } from "../state/foresee";
import type { Meeting } from "../state/meeting";
import { say } from "./staff-words";

/** "Declined: off topic for this meeting", "Called": what a command did, in words. */
export function decided(command: Command, as: "later" | null = null): string {
  if (as !== null) return say(`did_${as}`);
  switch (command.command) {
    case "decline":
      return say("did_decline", { reason: say(`reason_${command.data.reason}`) });
    case "decline_many":
      return say("did_declineAll", {
        count: command.data.questions.length,
        reason: say(`reason_${command.data.reason}`),
      });
    case "order_by":
      return say("did_order_by", { order: say(`order_${command.data.order}`) });
    case "listen":
      return say(command.data.minutes > 0 ? "did_listen" : "did_listen_end");
    case "switch_source":
      return say(command.data.on ? "did_source_on" : "did_source_off");
    case "switch_relay":
      return say(command.data.on ? "did_relay_on" : "did_relay_off");
    case "ask":
    case "vote":
    case "unvote":
    case "withdraw":
    case "appeal":
    case "verdict":
    case "switch_camera":
    case "pick_sound":
    case "show":
    case "rehearse":
    case "add_camera":
    case "caption":
    case "correct_caption":
      return say("did_change");
    default:
      return say(`did_${command.command}`);
  }
}

/** What became of a question that has left the list in which it is still shown. */
export function became({ status, reason }: Question): string {
  if (status === "declined" && reason !== null) return say("did_decline", { reason: say(`reason_${reason}`) });
  return say(`became_${status satisfies Status}`);
}

const kShort = 36; // characters: enough to know one question from another

/** A question's first words. */
export function shortly(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= kShort) return line;
  const cut = line.slice(0, kShort);
  return `${cut.slice(0, Math.max(20, cut.lastIndexOf(" ")))}…`;
}

/** What a command is about: a question's first words, or the text that it brings; empty for none. */
export function aboutOf(command: Command, meeting: Meeting): string {
  if (command.command === "ask_for") return shortly(command.data.text);
  const question = subject(command);
  return question === null ? "" : shortly(meeting.questions.get(question)?.text ?? "");
}
