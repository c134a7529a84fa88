import { wording } from "../../i18n/words";
import { watchWords } from "./watch-words";

/** Says the words of this page, and the shared ones. */
export const say = wording("watch", watchWords);
