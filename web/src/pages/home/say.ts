import { wording } from "../../i18n/words";
import { homeWords } from "./home-words";

/** Says the words of this page, and the shared ones. */
export const say = wording("home", homeWords);
