import { start } from "../../ui/start";
import { WatchPage } from "./watch-page";

start(WatchPage);
