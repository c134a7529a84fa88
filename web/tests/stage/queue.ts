import { at, type Wire } from "./scene.ts";
import type { StaffStage } from "./staff.ts";

// What the commands about order, rules, sources and answers do, as simply as can be.

/** Carries out a command; null where it is none of these. */
export function carryOutForQueue(stage: StaffStage, command: string, data: Wire): Wire | null {
  const { state } = stage;
  const questions = state["questions"] as Wire[];
  const question = questions.find((each) => each["id"] === data["question"]) ?? {};
  const list = (name: string): Wire[] => (state[name] as Wire[] | undefined) ?? [];
  const become = (event: string, change: Wire): Wire => {
    stage.event(`question.${event}`, { question: { ...question, ...change } });
    return {};
  };
  const set = (event: string, change: Wire): Wire => {
    stage.event(event, { set: change });
    return {};
  };

  switch (command) {
    case "edit": {
      const known = question["edited"] as Wire | undefined;
      const original = known?.["original"] ?? question["text"];
      return become("edited", { text: data["text"], edited: { original, at: at(0) } });
    }
    case "decline_many":
      for (const id of data["questions"] as string[]) {
        const each = questions.find((one) => one["id"] === id);
        const declined = { ...each, status: "declined", reason: data["reason"] };
        stage.event("question.declined", { question: declined, queue: [{ question: id, out: true }] });
      }
      return {};
    case "order_by":
      return set("order.changed", { order: data["order"] });
    case "listen": {
      const minutes = data["minutes"] as number;
      return set("listening.changed", { listening: minutes > 0 ? { until: at(minutes) } : null });
    }
    case "set_rules":
      return set("rules.changed", { rules: { ...(state["rules"] as Wire), ...data } });
    case "block":
      return set("participant.blocked", {
        blocked: [...list("blocked"), { participant: data["participant"], at: at(0) }],
      });
    case "unblock":
      return set("participant.unblocked", {
        blocked: list("blocked").filter((each) => each["participant"] !== data["participant"]),
      });
    case "write_answer":
      return become("answer_written", { answer: data["text"] === "" ? null : { text: data["text"], at: at(0) } });
    case "appeal":
      return become("appealed", { appeal: { text: data["text"], at: at(0) } });
    case "verdict":
      return become("verdict", { verdict: data["verdict"] });
    case "remove_burst":
    case "restore_burst":
      return set("burst", {
        bursts: list("bursts").map((each) =>
          each["id"] === data["burst"] ? { ...each, removed: command === "remove_burst" } : each,
        ),
      });
    case "add_source": {
      const id = `src_${list("sources").length}`;
      const { token: _token, address, ...rest } = data;
      const made = { label: "", server: address ?? "", hashtags: [], on: true, ...rest, id };
      set("source.added", { sources: [...list("sources"), made] });
      const hook = { secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", url: `/hooks/billesley.${id}` };
      return data["kind"] === "hook" ? { source: id, ...hook } : { source: id };
    }
    case "switch_source":
      return set("source.changed", {
        sources: list("sources").map((each) => (each["id"] === data["source"] ? { ...each, on: data["on"] } : each)),
      });
    case "remove_source":
      return set("source.removed", { sources: list("sources").filter((each) => each["id"] !== data["source"]) });
    case "add_relay": {
      const id = `rel_${list("relays").length + 1}`;
      const { key: _key, ...rest } = data;
      set("relay.added", { relays: [...list("relays"), { label: "", on: true, ...rest, id }] });
      return { relay: id };
    }
    case "switch_relay":
      return set("relay.switched", {
        relays: list("relays").map((each) => (each["id"] === data["relay"] ? { ...each, on: data["on"] } : each)),
      });
    case "remove_relay":
      return set("relay.removed", { relays: list("relays").filter((each) => each["id"] !== data["relay"]) });
    default:
      return null;
  }
}
