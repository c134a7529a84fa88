import { at, type Wire } from "./scene.ts";

// What staff's commands do, as simply as can be: enough for a page to see the effect of what it did.

export interface StaffStage {
  readonly state: Wire;
  event(name: string, data: Wire): void;
}

let undoes: (() => void) | null = null;

/** Carries out a command of section 2.7; null where it is not one of staff's. */
export function carryOutForStaff(stage: StaffStage, command: string, data: Wire): Wire | null {
  const { state } = stage;
  const questions = state["questions"] as Wire[];
  const find = (id: unknown): Wire => questions.find((each) => each["id"] === id) ?? {};
  const id = (data["question"] ?? state["asking"]) as string;
  const question = find(id);
  const queue = state["queue"] as string[];

  const become = (event: string, change: Wire, steps: Wire[] = [], set: Wire = {}): Wire => {
    const before = { ...question };
    const next = queue[queue.indexOf(id) + 1] ?? null;
    const was = queue.includes(id);
    undoes = () => {
      const back = was ? [{ question: id, before: next }] : [{ question: id, out: true }];
      stage.event("question.restored", { question: before, queue: back, set: { undo: null } });
    };
    const undo = { event: `question.${event}`, question: id, until: at(1) };
    stage.event(`question.${event}`, { question: { ...question, ...change }, queue: steps, set: { ...set, undo } });
    return {};
  };
  const out = [{ question: id, out: true }];

  switch (command) {
    case "approve":
      return become("approved", { status: "approved" }, [{ question: id, before: null }]);
    case "reopen":
      return become("reopened", { status: "approved" }, [{ question: id, before: null }]);
    case "hold":
      return become("held", { status: "held" }, out);
    case "decline":
      return become("declined", { status: "declined", reason: data["reason"] }, out);
    case "merge":
      return become("merged", { status: "merged", into: data["into"] }, out);
    case "unmerge":
      return become("unmerged", { status: "waiting", into: null });
    case "move":
      return become("moved", {}, [{ question: id, before: data["before"] }]);
    case "call": {
      const asked = state["asking"];
      if (asked !== null) {
        const answered = { ...find(asked), status: "answered", answered_at: at(0) };
        stage.event("question.answered", { question: answered });
      }
      const set = { asking: id, asking_since: at(0) };
      return become("called", { status: "asking", called_at: at(0) }, out, set);
    }
    case "answered": {
      const set = { asking: null, asking_since: null };
      return become("answered", { status: "answered", answered_at: at(0) }, [], set);
    }
    case "put_back": {
      const head = [{ question: id, before: queue[0] ?? null }];
      return become("put_back", { status: "approved" }, head, { asking: null, asking_since: null });
    }
    case "undo":
      undoes?.();
      undoes = null;
      return {};
    case "ask_for": {
      const made = `q_for${questions.length}`;
      const { text, name = "", channel = "floor" } = data;
      const asked = { id: made, text, name, channel, status: "approved", supporters: 0, asked_at: at(0) };
      stage.event("question.asked", { question: asked, queue: [{ question: made, before: null }] });
      return { question: made, receipt: `/m/billesley/q/${made}.sig` };
    }
    case "set_agenda": {
      const items = (data["items"] as Wire[]).map((item, index) => {
        const known = (state["items"] as Wire[]).find((each) => each["id"] === item["id"]);
        return { opened_at: null, id: `i_new${index}`, ...known, title: item["title"] };
      });
      stage.event("agenda.changed", { set: { items } });
      return {};
    }
    case "open_item": {
      const items = (state["items"] as Wire[]).map((item) =>
        item["id"] === data["item"] ? { ...item, opened_at: at(0) } : item,
      );
      stage.event("item.opened", { set: { items, item: data["item"] } });
      return {};
    }
    case "off_air":
    case "on_air":
      stage.event(`air.${command === "off_air" ? "off" : "on"}`, {
        set: { air: { state: command === "off_air" ? "off" : "live", since: at(0) } },
      });
      return {};
    case "open_questions":
    case "close_questions":
      stage.event("questions", { set: { questions_open: command === "open_questions" } });
      return {};
    case "start_meeting":
      stage.event("meeting.started", { set: { phase: "live", started_at: at(0), questions_open: true } });
      return {};
    case "end_meeting":
      stage.event("meeting.ended", { set: { phase: "ended", ended_at: at(0), questions_open: false } });
      return {};
    case "change_meeting":
      stage.event("meeting.changed", { set: data });
      return {};
    default:
      return null;
  }
}
