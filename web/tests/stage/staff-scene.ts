import { at, endedScene, liveScene, longest, plannedScene, question, type Wire } from "./scene.ts";

const toRead = (): Wire[] => [
  question("vans", "What can be done about vans parked on the pavement by the shops?", {
    channel: "post",
    status: "waiting",
    asked_at: at(-6),
  }),
  question("69", "Why was the 69 moved away from the health centre?", {
    name: "Dave",
    status: "waiting",
    asked_at: at(-4),
    first: true,
  }),
  question("shelter", "Please can we have a shelter at the Haunch Lane stop?", {
    channel: "message",
    status: "waiting",
    asked_at: at(-3),
  }),
  question("welsh", "Pam nad oes bws ar ôl naw o’r gloch?", {
    name: "Siân Prŷs",
    channel: "post",
    status: "waiting",
    asked_at: at(-2),
  }),
  question("planning", "Will you refuse the planning application for 214 Trittiford Road?", {
    status: "waiting",
    asked_at: at(-1),
  }),
];

const rest = (): Wire[] => [
  question("lights", "Who do I ring about street lights?", {
    channel: "floor",
    status: "answered",
    called_at: at(-20),
  }),
  question("bins", "Why were the bins not emptied on Monday?", {
    channel: "floor",
    name: "Carol",
    status: "answered",
    called_at: at(-25),
  }),
  question("held", "Can the youth club have the hall on Fridays?", { name: "Imran", status: "held" }),
  question("rude", "Why is the councillor so useless?", { status: "declined", reason: "personal" }),
  question("again", "When are the potholes filled?", { status: "merged", into: "q_potholes" }),
];

/** The ward forum as staff see it: five to read, five next, others held, declined, merged and answered. */
export function staffScene(more: Wire = {}): Wire {
  const live = liveScene();
  return {
    ...live,
    questions: [...(live["questions"] as Wire[]), ...toRead(), ...rest()],
    undo: null,
    ...more,
  };
}

/** The same with the longest question, and names of every length. */
export function longScene(): Wire {
  const scene = staffScene({
    title: "Billesley, Yardley Wood and Warstock ward forum for the second half of the year",
  });
  for (const each of scene["questions"] as Wire[]) {
    if (["q_bus", "q_potholes", "q_vans"].includes(each["id"] as string)) each["text"] = longest;
    if (each["id"] === "q_potholes") each["name"] = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Jones";
  }
  return scene;
}

export function emptyStaffScene(): Wire {
  return liveScene({ queue: [], questions: [], asking: null, asking_since: null, items: [], item: null, undo: null });
}

export function plannedStaffScene(): Wire {
  return { ...plannedScene(at(90)), questions: toRead().slice(0, 2), undo: null };
}

export function endedStaffScene(): Wire {
  return { ...endedScene(), undo: null };
}
