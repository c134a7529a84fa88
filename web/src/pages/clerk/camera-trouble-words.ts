import { wording } from "../../i18n/words";
import type { Wrong } from "../../protocol/messages";
import { sayTrouble } from "./say-trouble";

/** Why the server may not be able to fetch a camera: the words of docs/protocol.md section 2.6. */
export const cameraTroubles = {
  en: {
    wrong_password: "{{about}} does not take this user and password. Look at both in the camera’s address.",
    no_such_stream:
      "{{about}} has no such stream. Look at what follows the port in the address; the camera’s manual names it.",
    no_packets:
      "{{about}} answers, but none of its packets arrive. Write rtsp:// in place of rtspu:// to use TCP, or let UDP through the firewall.",
    no_answer: "{{about}} does not answer. Look at the address, and whether the camera has power and network.",
    unknown_host: "The name {{about}} is not known. Look for a slip in the address, or write the camera’s IP address.",
    too_busy: "{{about}} cannot send at the moment. It may serve too many others.",
    unreachable:
      "{{about}} cannot be reached, or nothing listens there. Look at the address and its port, and whether the camera has power and network.",
    hung_up: "{{about}} closed the connection. It may be restarting, or take fewer viewers than it has.",
    silent: "It has sent nothing for a while. Look at its power and its network.",
    bad_address: "Its address cannot be read. Take the camera away and add it anew.",
    no_webcam: "The server has no webcam “{{about}}”. Plug it in; wardcast check lists the names of those there are.",
    no_sound_card:
      "The server has no sound card “{{about}}”. Plug it in; wardcast check lists the names of those there are.",
    useless_device: "{{about}} gives neither a picture nor sound that can be used. Take another device.",
    no_clip: "There is no clip “{{about}}”. Put it into the folder clips of the server’s data folder.",
    not_a_clip: "“{{about}}” is no clip. Files of mp4, m4v, mov, mkv, webm, ts and flv are taken.",
    failed: "It cannot be fetched. The server says: {{about}}",
  },
  cy: {
    wrong_password:
      "Nid yw {{about}} yn derbyn y defnyddiwr a’r cyfrinair hyn. Edrychwch ar y ddau yng nghyfeiriad y camera.",
    no_such_stream:
      "Nid oes ffrwd o’r fath gan {{about}}. Edrychwch ar yr hyn sy’n dilyn y porth yn y cyfeiriad; mae llawlyfr y camera’n ei enwi.",
    no_packets:
      "Mae {{about}} yn ateb, ond nid oes dim o’i becynnau’n cyrraedd. Ysgrifennwch rtsp:// yn lle rtspu:// er mwyn defnyddio TCP, neu gadewch UDP drwy’r wal dân.",
    no_answer: "Nid yw {{about}} yn ateb. Edrychwch ar y cyfeiriad, ac a oes gan y camera bŵer a rhwydwaith.",
    unknown_host:
      "Nid yw’r enw {{about}} yn hysbys. Chwiliwch am lithriad yn y cyfeiriad, neu ysgrifennwch gyfeiriad IP y camera.",
    too_busy: "Ni all {{about}} anfon ar hyn o bryd. Efallai ei fod yn gwasanaethu gormod o rai eraill.",
    unreachable:
      "Ni ellir cyrraedd {{about}}, neu nid oes dim yn gwrando yno. Edrychwch ar y cyfeiriad a’i borth, ac a oes gan y camera bŵer a rhwydwaith.",
    hung_up: "Caeodd {{about}} y cysylltiad. Efallai ei fod yn ailgychwyn, neu’n derbyn llai o wylwyr nag sydd ganddo.",
    silent: "Nid yw wedi anfon dim ers tro. Edrychwch ar ei bŵer a’i rwydwaith.",
    bad_address: "Ni ellir darllen ei gyfeiriad. Tynnwch y camera i ffwrdd ac ychwanegwch ef o’r newydd.",
    no_webcam:
      "Nid oes gan y gweinydd we-gamera “{{about}}”. Plygiwch ef i mewn; mae wardcast check yn rhestru enwau’r rhai sydd yno.",
    no_sound_card:
      "Nid oes gan y gweinydd gerdyn sain “{{about}}”. Plygiwch ef i mewn; mae wardcast check yn rhestru enwau’r rhai sydd yno.",
    useless_device: "Nid yw {{about}} yn rhoi llun na sain y gellir eu defnyddio. Dewiswch ddyfais arall.",
    no_clip: "Nid oes clip “{{about}}”. Rhowch ef yn y ffolder clips yn ffolder data’r gweinydd.",
    not_a_clip: "Nid yw “{{about}}” yn glip. Derbynnir ffeiliau mp4, m4v, mov, mkv, webm, ts a flv.",
    failed: "Ni ellir ei nôl. Dywed y gweinydd: {{about}}",
  },
} as const;

const say = wording("camera-trouble", cameraTroubles);

/** Why the server cannot fetch a camera, as cause and cure. */
export const cameraTroubleWords = (wrong: Wrong): string | null => sayTrouble(cameraTroubles.en, say, wrong);
