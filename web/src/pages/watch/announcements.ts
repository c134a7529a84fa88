import type { ServerMessage } from "../../protocol/messages";
import { eventsOf } from "../../net/live-meeting";
import type { Meeting } from "../../state/meeting";
import { fateOf } from "../../ui/question";
import { say } from "./say";

/** What happened since something was last said. */
export interface News {
  readonly approved: number;
  readonly called: string | null;
  readonly fate: string | null;
}

export const noNews: News = { approved: 0, called: null, fate: null };

/** Adds what a message tells that a listener wants to know. Pure. */
export function gathered(news: News, message: ServerMessage, meeting: Meeting): News {
  let { approved, called, fate } = news;
  for (const { event, patch } of eventsOf(message)) {
    const { question } = patch;
    if (!question) continue;
    const known = ["question.approved", "question.declined", "question.held", "question.merged", "question.answered"];
    if (meeting.asked.has(question.id) && known.includes(event)) fate = fateOf(question);
    else if (event === "question.approved") approved += 1;
    if (event === "question.called") called = question.text;
  }
  return { approved, called, fate };
}

/** The news in words; empty where there is none. */
export function told(news: News): string {
  return [
    news.called !== null && say("nowAsked", { text: news.called }),
    news.fate !== null && say("ownFate", { fate: news.fate }),
    news.approved > 0 && say("newQuestions", { count: news.approved }),
  ]
    .filter(Boolean)
    .join(" ");
}
