export const roomWords = {
  en: {
    heading: "Room screen: {{title}}",
    askFromPhone: "Ask from your phone",
    watchOnPhone: "Watch on your phone",
    howToAsk: "Point your phone’s camera at the square and ask. No account, no app. Or put your hand up.",
    howToWatch: "Point your phone’s camera at the square to follow the meeting. Questions are closed now.",
    howAfter: "The meeting has ended. Point your phone’s camera at the square to see what came of it.",
    orHashtag: "or #{{hashtag}}",
    qr: "QR code for {{address}}",
    connecting: "Connecting…",
  },
  cy: {
    heading: "Sgrin yr ystafell: {{title}}",
    askFromPhone: "Gofynnwch o’ch ffôn",
    watchOnPhone: "Gwyliwch ar eich ffôn",
    howToAsk: "Pwyntiwch gamera eich ffôn at y sgwâr a gofynnwch. Dim cyfrif, dim ap. Neu codwch eich llaw.",
    howToWatch: "Pwyntiwch gamera eich ffôn at y sgwâr i ddilyn y cyfarfod. Mae’r cwestiynau wedi cau nawr.",
    howAfter: "Mae’r cyfarfod wedi dod i ben. Pwyntiwch gamera eich ffôn at y sgwâr i weld beth ddaeth ohono.",
    orHashtag: "neu #{{hashtag}}",
    qr: "Cod QR ar gyfer {{address}}",
    connecting: "Yn cysylltu…",
  },
} as const;
