import { wording } from "../../i18n/words";
import type { Wrong } from "../../protocol/messages";
import { sayTrouble } from "./say-trouble";

/** Why a relay's target may take nothing: the words of docs/protocol.md section 2.6. */
export const relayTroubles = {
  en: {
    unknown_host: "The name {{about}} is not known. Look for a slip in the address.",
    forbidden_address:
      "{{about}} is in a private network. Whoever runs this server can allow it with media.relay.allow_hosts.",
    bad_address: "Its address cannot be read. Remove the relay and add it anew.",
    nothing_listens:
      "{{about}} refused the connection: nothing listens there. Look at the address, and whether the target runs.",
    no_answer: "{{about}} does not answer. Look at the address; rtmp:// and rtmps:// are different ports.",
    no_way: "The network finds no way to {{about}}. Look at the server’s line.",
    no_tls: "This server cannot do TLS for rtmps://. Whoever runs it can install glib-networking; or use rtmp://.",
    bad_certificate:
      "The certificate of {{about}} is not valid for it. Look at the address; whoever runs it can renew the certificate.",
    unknown_application: "{{about}} does not know the application at the end of the address, or wants somebody else.",
    turned_away: "{{about}} turned the stream away. Look at the stream key, and whether the stream is set up there.",
    unknown_key: "{{about}} does not know this key. Copy it anew from where the stream is set up.",
    hung_up:
      "{{about}} closed the connection. Services do so where the stream key is wrong, the event there is over, or another encoder sends with the same key.",
    hung_up_at_once: "{{about}} closed the connection before taking anything. Look at the address and the stream key.",
    no_word:
      "It does not answer, or has turned the stream away without a word. Look at the address, the port and the key, and whether the target runs.",
    too_slow: "It has stopped taking the stream. Its line, or this server’s, may be too slow.",
    wrong_passphrase: "It wants another passphrase. Give it in the address: srt://HOST:PORT?passphrase=…",
    unknown_stream_id: "It does not know this key. Ask whoever runs it for the stream id.",
    bad_stream_id: "It cannot read this key. Ask whoever runs it for the whole stream id.",
    full: "It takes no more streams at the moment.",
    no_srt_answer:
      "It does not answer. Look whether it listens for SRT at this address and port, and whether firewalls let UDP through.",
    srt_hung_up:
      "It hung up, or the network between has failed. A camera that somebody else sends already is hung up on, too.",
    failed: "Sending has failed. The server says: {{about}}",
  },
  cy: {
    unknown_host: "Nid yw’r enw {{about}} yn hysbys. Chwiliwch am lithriad yn y cyfeiriad.",
    forbidden_address:
      "Mae {{about}} mewn rhwydwaith preifat. Gall pwy bynnag sy’n rhedeg y gweinydd hwn ei ganiatáu gyda media.relay.allow_hosts.",
    bad_address: "Ni ellir darllen ei chyfeiriad. Dilëwch y gyfnewidfa ac ychwanegwch hi o’r newydd.",
    nothing_listens:
      "Gwrthododd {{about}} y cysylltiad: nid oes dim yn gwrando yno. Edrychwch ar y cyfeiriad, ac a yw’r targed yn rhedeg.",
    no_answer: "Nid yw {{about}} yn ateb. Edrychwch ar y cyfeiriad; mae rtmp:// a rtmps:// yn byrth gwahanol.",
    no_way: "Nid yw’r rhwydwaith yn dod o hyd i ffordd at {{about}}. Edrychwch ar linell y gweinydd.",
    no_tls:
      "Ni all y gweinydd hwn wneud TLS ar gyfer rtmps://. Gall pwy bynnag sy’n ei redeg osod glib-networking; neu defnyddiwch rtmp://.",
    bad_certificate:
      "Nid yw tystysgrif {{about}} yn ddilys iddo. Edrychwch ar y cyfeiriad; gall pwy bynnag sy’n ei redeg adnewyddu’r dystysgrif.",
    unknown_application: "Nid yw {{about}} yn adnabod y rhaglen ar ddiwedd y cyfeiriad, neu mae am gael rhywun arall.",
    turned_away: "Gwrthododd {{about}} y ffrwd. Edrychwch ar allwedd y ffrwd, ac a yw’r ffrwd wedi’i gosod yno.",
    unknown_key: "Nid yw {{about}} yn adnabod yr allwedd hon. Copïwch hi o’r newydd o’r man lle gosodwyd y ffrwd.",
    hung_up:
      "Caeodd {{about}} y cysylltiad. Gwna gwasanaethau hynny pan fo allwedd y ffrwd yn anghywir, y digwyddiad yno ar ben, neu amgodydd arall yn anfon gyda’r un allwedd.",
    hung_up_at_once: "Caeodd {{about}} y cysylltiad cyn derbyn dim. Edrychwch ar y cyfeiriad ac allwedd y ffrwd.",
    no_word:
      "Nid yw’n ateb, neu mae wedi gwrthod y ffrwd heb air. Edrychwch ar y cyfeiriad, y porth a’r allwedd, ac a yw’r targed yn rhedeg.",
    too_slow: "Mae wedi peidio â derbyn y ffrwd. Efallai fod ei linell, neu linell y gweinydd hwn, yn rhy araf.",
    wrong_passphrase: "Mae am gael cyfrinymadrodd arall. Rhowch ef yn y cyfeiriad: srt://HOST:PORT?passphrase=…",
    unknown_stream_id: "Nid yw’n adnabod yr allwedd hon. Gofynnwch i bwy bynnag sy’n ei redeg am id y ffrwd.",
    bad_stream_id: "Ni all ddarllen yr allwedd hon. Gofynnwch i bwy bynnag sy’n ei redeg am id y ffrwd yn gyfan.",
    full: "Nid yw’n derbyn rhagor o ffrydiau ar hyn o bryd.",
    no_srt_answer:
      "Nid yw’n ateb. Edrychwch a yw’n gwrando am SRT yn y cyfeiriad a’r porth hyn, ac a yw waliau tân yn gadael UDP drwodd.",
    srt_hung_up:
      "Datgysylltodd, neu methodd y rhwydwaith rhyngoch. Datgysylltir hefyd gamera y mae rhywun arall eisoes yn ei anfon.",
    failed: "Methodd yr anfon. Dywed y gweinydd: {{about}}",
  },
} as const;

const say = wording("relay-trouble", relayTroubles);

/** Why a relay's target takes nothing, as cause and cure. */
export const relayTroubleWords = (wrong: Wrong): string | null => sayTrouble(relayTroubles.en, say, wrong);
