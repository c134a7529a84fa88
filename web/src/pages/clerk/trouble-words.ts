import { wording } from "../../i18n/words";
import type { SourceHealth } from "../../protocol/messages";

/** What may be wrong with a source: the words of docs/protocol.md section 2.6. */
export const troubles = {
  en: {
    unreachable: "Nobody answers at {{about}}.",
    unknown_host: "No server is known by the name {{about}}. Is it written right?",
    forbidden_address: "{{about}} is on this machine or in a private network, where sources may not look.",
    bad_certificate: "{{about}} has a certificate that is not valid.",
    broke_off: "The connection to {{about}} broke off.",
    too_slow: "{{about}} did not answer in time.",
    too_large: "{{about}} sent more than is taken at once.",
    not_readable: "{{about}} sent something that cannot be read.",
    not_data: "{{about}} sent a web page in place of data. Is the address that of the server?",
    not_a_feed: "{{about}} sent something that is no feed. Is the address that of the feed?",
    wants_token: "{{about}} wants a token, or a new one.",
    wants_payment: "{{about}} wants to be paid first.",
    not_allowed: "{{about}} does not allow this to be read, or not with this token.",
    not_there: "{{about}} has nothing at this address. Is it written right?",
    in_trouble: "{{about}} is in trouble itself.",
    unexpected: "{{about}} answered with something unexpected.",
    asked_too_often: "{{about}} has been asked as often as it allows for now.",
    leads_astray: "{{about}} sends us to an address that does not work.",
    bad_address: "“{{about}}” is no address that can be read.",
    no_hashtag: "There is no hashtag to look for. Give the meeting or the source one.",
    not_taken: "The meeting takes nothing at the moment.",
    too_many_sources: "This server reads as many sources as it can already.",
    posts_missing: "{{about}} does not have older posts any more: some are missing.",
    x_is_off: "Reading X costs money and is switched off on this server.",
    x_cap: "{{about}} posts were read from X, and more are not paid for.",
    quota_used: "YouTube’s quota for this key is used up for today.",
    unknown_key: "YouTube does not know this key.",
    unknown_video: "YouTube knows no video {{about}}.",
    chat_not_open: "The video has no live chat yet. It opens with the broadcast.",
    chat_over: "The live chat of this video has ended or is switched off.",
  },
  cy: {
    unreachable: "Nid oes neb yn ateb yn {{about}}.",
    unknown_host: "Nid oes gweinydd o’r enw {{about}} yn hysbys. A yw wedi’i ysgrifennu’n gywir?",
    forbidden_address: "Mae {{about}} ar y peiriant hwn neu mewn rhwydwaith preifat, lle na chaiff ffynonellau edrych.",
    bad_certificate: "Nid yw tystysgrif {{about}} yn ddilys.",
    broke_off: "Torrodd y cysylltiad â {{about}}.",
    too_slow: "Nid atebodd {{about}} mewn pryd.",
    too_large: "Anfonodd {{about}} fwy nag a dderbynnir ar unwaith.",
    not_readable: "Anfonodd {{about}} rywbeth na ellir ei ddarllen.",
    not_data: "Anfonodd {{about}} dudalen we yn lle data. Ai cyfeiriad y gweinydd yw hwn?",
    not_a_feed: "Anfonodd {{about}} rywbeth nad yw’n ffrwd. Ai cyfeiriad y ffrwd yw hwn?",
    wants_token: "Mae {{about}} am docyn, neu un newydd.",
    wants_payment: "Mae {{about}} am gael ei dalu’n gyntaf.",
    not_allowed: "Nid yw {{about}} yn caniatáu darllen hyn, neu ddim gyda’r tocyn hwn.",
    not_there: "Nid oes gan {{about}} ddim yn y cyfeiriad hwn. A yw wedi’i ysgrifennu’n gywir?",
    in_trouble: "Mae {{about}} ei hun mewn trafferth.",
    unexpected: "Atebodd {{about}} â rhywbeth annisgwyl.",
    asked_too_often: "Gofynnwyd i {{about}} mor aml ag y mae’n ei ganiatáu am nawr.",
    leads_astray: "Mae {{about}} yn ein hanfon i gyfeiriad nad yw’n gweithio.",
    bad_address: "Nid yw “{{about}}” yn gyfeiriad y gellir ei ddarllen.",
    no_hashtag: "Nid oes hashnod i chwilio amdano. Rhowch un i’r cyfarfod neu i’r ffynhonnell.",
    not_taken: "Nid yw’r cyfarfod yn derbyn dim ar hyn o bryd.",
    too_many_sources: "Mae’r gweinydd hwn eisoes yn darllen cynifer o ffynonellau ag y gall.",
    posts_missing: "Nid yw postiadau hŷn gan {{about}} mwyach: mae rhai ar goll.",
    x_is_off: "Mae darllen X yn costio arian, ac mae wedi’i ddiffodd ar y gweinydd hwn.",
    x_cap: "Darllenwyd {{about}} o bostiadau o X, ac ni thelir am fwy.",
    quota_used: "Mae cwota YouTube ar gyfer yr allwedd hon wedi’i ddefnyddio am heddiw.",
    unknown_key: "Nid yw YouTube yn adnabod yr allwedd hon.",
    unknown_video: "Nid oes fideo {{about}} yn hysbys i YouTube.",
    chat_not_open: "Nid oes sgwrs fyw gan y fideo eto. Mae’n agor gyda’r darllediad.",
    chat_over: "Mae sgwrs fyw’r fideo hwn wedi dod i ben neu wedi’i diffodd.",
  },
} as const;

const say = wording("trouble", troubles);

/** What is wrong with a source, in the reader's language; null where there is nothing to say. */
export function troubleWords({ code, about, error }: SourceHealth): string | null {
  if (code !== null && code in troubles.en) return say(code as keyof typeof troubles.en, { about: about ?? "" });
  return error; // A newer server than this page.
}
