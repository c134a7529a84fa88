// Scenes of a meeting in the wire's words (docs/protocol.md section 2.2), for pages opened without a real server.

export type Wire = Record<string, unknown>;

export const now = () => Date.now();
export const at = (minutesFromNow: number) => new Date(now() + minutesFromNow * 60_000).toISOString();

export function question(id: string, text: string, more: Wire = {}): Wire {
  return {
    id: `q_${id}`,
    text,
    name: "",
    channel: "web",
    status: "approved",
    supporters: 0,
    asked_at: at(-20),
    ...more,
  };
}

export const longest =
  "The 11 used to come every eight minutes and now I wait half an hour with two children, in the dark, at the stop on " +
  "Haunch Lane with no shelter. I have missed the nursery pick-up three times since September and they charge for it " +
  "every time. I rang the bus company and they said to ask the council, and the council said to ask the bus company, " +
  "so I am asking you both. Who decides how many buses there are, when is it decided, and will you tell them tonight " +
  "that it does not work for families like us?";

const items = [
  "Welcome",
  "Police and safety",
  "Buses",
  "Library hours",
  "Roads and pavements",
  "Playground in Swanshurst Park",
  "Next meeting",
].map((title, index) => ({ id: `i_${index + 1}`, title, opened_at: index < 3 ? at(-41 + index * 8) : null }));

/** A ward forum, 41 minutes in: one question asked, five next, others in every state. */
export function liveScene(more: Wire = {}): Wire {
  const approved = [
    question("library", "Will the library stay open on Saturdays?", {
      name: "Mr Hussain",
      channel: "floor",
      supporters: 14,
    }),
    question("potholes", "When will the potholes on Yardley Wood Road be filled?", {
      name: "Priya",
      supporters: 9,
      first: true,
    }),
    question("park", "Can the park gates be locked at dusk again?", { channel: "paper", supporters: 7 }),
    question("crossing", "Is there money for a crossing outside the school?", {
      name: "Llŷr",
      channel: "post",
      supporters: 6,
    }),
    question("grit", "Which roads are gritted first?", { supporters: 4 }),
  ];
  return {
    slug: "billesley",
    title: "Billesley ward forum",
    starts: at(-41),
    hashtags: ["Billesley"],
    phase: "live",
    started_at: at(-41),
    ended_at: null,
    air: { state: "live", since: at(-41) },
    recording: "running",
    questions_open: true,
    items,
    item: "i_3",
    asking: "q_bus",
    asking_since: at(-2),
    queue: approved.map((each) => each["id"]),
    questions: [
      question("bus", "Why is the No 11 bus so late, and what will you do about it?", {
        name: "Ann",
        status: "asking",
        supporters: 21,
        called_at: at(-2),
      }),
      ...approved,
      question("police", "How many officers does the ward have after ten at night?", {
        name: "Jo",
        status: "answered",
        supporters: 11,
        called_at: at(-30),
        answered_at: at(-26),
      }),
    ],
    watching: 87,
    ...more,
  };
}

/** Tomorrow evening's meeting, to which one can already send questions. */
export function plannedScene(starts: string = at(18)): Wire {
  return liveScene({
    starts,
    phase: "planned",
    started_at: null,
    air: { state: "none", since: null },
    recording: "none",
    items: items.map((item) => ({ ...item, opened_at: null })),
    item: null,
    asking: null,
    asking_since: null,
    queue: [],
    questions: [],
    watching: 31,
  });
}

/** The same meeting when it is over and can be watched again. */
export function endedScene(recording: "running" | "ready" | "none" = "ready"): Wire {
  const live = liveScene();
  return {
    ...live,
    phase: "ended",
    started_at: at(-90),
    ended_at: at(-6),
    air: { state: "none", since: at(-6) },
    away: [{ from: at(-41), to: at(-39.5) }],
    recording,
    questions_open: false,
    items: items.map((item, index) => ({ ...item, opened_at: at(-90 + index * 11) })),
    item: null,
    asking: null,
    asking_since: null,
    queue: [],
    questions: (live["questions"] as Wire[]).map((each, index) =>
      index < 4
        ? { ...each, status: "answered", called_at: at(-66 + index * 9), answered_at: at(-62 + index * 9) }
        : each,
    ),
    watching: 3,
  };
}
