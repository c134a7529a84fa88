import { wording } from "../../i18n/words";

export const chairWords = {
  en: {
    title: "Chair: {{title}}",
    answered: "Answered",
    answerLater: "Answer later",
    putBack: "Put back",
    nothingAsked: "Nothing is being asked",
    nothingAskedHelp: "Call the next question, or any other from the list.",
    nothingAskedEmpty: "Questions that are approved can be called from here.",
    callNext: "Call the next question",
    notStartedHelp: "People can already send questions. They see and hear nothing until the meeting is started.",
    endedHelp: "What was answered and what was not stays on the meeting’s page.",
    calledOffline: "Called. The room sees it when you are back.",
    changeOrder: "Change order",
    orderDone: "Done",
    more: "More: {{text}}",
    moreTitle: "What shall become of it?",
    mergeDots: "Merge with another…",
    agendaNext: "Next on the agenda: {{title}}",
  },
  cy: {
    title: "Cadeirydd: {{title}}",
    answered: "Wedi’i ateb",
    answerLater: "Ateb wedyn",
    putBack: "Rhoi’n ôl",
    nothingAsked: "Nid oes dim yn cael ei ofyn",
    nothingAskedHelp: "Galwch y cwestiwn nesaf, neu unrhyw un arall o’r rhestr.",
    nothingAskedEmpty: "Gellir galw cwestiynau wedi’u cymeradwyo o’r fan hon.",
    callNext: "Galw’r cwestiwn nesaf",
    notStartedHelp: "Gall pobl anfon cwestiynau eisoes. Ni welant na chlywant ddim nes i’r cyfarfod ddechrau.",
    endedHelp: "Mae’r hyn a atebwyd, a’r hyn nas atebwyd, yn aros ar dudalen y cyfarfod.",
    calledOffline: "Galwyd. Bydd yr ystafell yn ei weld pan fyddwch yn ôl.",
    changeOrder: "Newid y drefn",
    orderDone: "Wedi gorffen",
    more: "Mwy: {{text}}",
    moreTitle: "Beth ddylai ddigwydd iddo?",
    mergeDots: "Cyfuno ag un arall…",
    agendaNext: "Nesaf ar yr agenda: {{title}}",
  },
} as const;

export const say = wording("chair", chairWords);
