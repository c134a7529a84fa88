import { wording } from "../i18n/words";

/** Words that say why a question stands where it stands. */
export const whyWords = {
  en: {
    whyHere: "Here because: {{reasons}}",
    why_moved: "put here by hand",
    why_due: "{{overtaken}} asked later were taken before it",
    why_nth1: "first question of its asker",
    why_nth2: "second question of its asker",
    why_nth3: "third question of its asker",
    why_nthMore: "question number {{nth}} of its asker",
    why_turn_floor: "the hall’s turn",
    why_turn_web: "the web’s turn",
    why_turn_post: "social media’s turn",
    why_turn_message: "the messages’ turn",
    why_turn_paper: "the turn of questions on paper",
    why_turn_proxy: "the turn of questions asked for others",
    why_area: "the turn of {{area}}",
    why_time: "asked at {{time}}",
  },
  cy: {
    whyHere: "Yma oherwydd: {{reasons}}",
    why_moved: "fe’i rhoddwyd yma â llaw",
    why_due: "cymerwyd {{overtaken}} a ofynnwyd wedyn o’i flaen",
    why_nth1: "cwestiwn cyntaf yr holwr",
    why_nth2: "ail gwestiwn yr holwr",
    why_nth3: "trydydd cwestiwn yr holwr",
    why_nthMore: "cwestiwn rhif {{nth}} yr holwr",
    why_turn_floor: "tro’r neuadd",
    why_turn_web: "tro’r we",
    why_turn_post: "tro’r cyfryngau cymdeithasol",
    why_turn_message: "tro’r negeseuon",
    why_turn_paper: "tro’r cwestiynau ar bapur",
    why_turn_proxy: "tro’r cwestiynau a ofynnir dros eraill",
    why_area: "tro {{area}}",
    why_time: "fe’i gofynnwyd am {{time}}",
  },
} as const;

export const say = wording("why", whyWords);
