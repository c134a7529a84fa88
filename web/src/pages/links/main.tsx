import { start } from "../../ui/start";
import { LinksPage } from "./links-page";

start(LinksPage);
