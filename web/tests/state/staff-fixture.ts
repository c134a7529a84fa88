import type { Question } from "../../src/protocol/messages";
import type { Meeting } from "../../src/state/meeting";

export function question(id: string, change: Partial<Question> = {}): Question {
  return {
    id,
    text: `Question ${id}?`,
    name: "",
    channel: "web",
    status: "waiting",
    supporters: 0,
    asked_at: 1,
    called_at: null,
    answered_at: null,
    first: false,
    nth: null,
    area: "",
    moved: false,
    edited: null,
    origin: null,
    answer: null,
    verdict: null,
    appeal: null,
    held_for: null,
    like: [],
    reason: null,
    into: null,
    participant: null,
    ...change,
  };
}

/** A live meeting of the chair with these questions; approved ones are queued in the order given. */
export function meeting(...questions: Question[]): Meeting {
  return {
    seq: 1,
    role: "chair",
    you: "p_1",
    top: {
      slug: "town",
      title: "Town meeting",
      starts: null,
      hashtags: [],
      phase: "live",
      started_at: 0,
      ended_at: null,
      air: { state: "live", since: 0 },
      recording: "running",
      questions_open: true,
      items: [],
      item: null,
      asking: questions.find(({ status }) => status === "asking")?.id ?? null,
      asking_since: null,
      watching: 0,
      undo: null,
      order: "fair",
      listening: null,
      rules: { naming: "optional", slow_s: 0, words: null },
      blocked: [],
      bursts: [],
      sources: [],
      cameras: [],
      programme: { camera: null, sound: null, show: "camera" },
      rehearsal: false,
    },
    queue: questions.filter(({ status }) => status === "approved").map(({ id }) => id),
    questions: new Map(questions.map((each) => [each.id, each])),
    asked: new Set(),
    supported: new Set(),
    receipts: new Map(),
    skew: 0,
  };
}
