import { start } from "../../ui/start";
import { ChairPage } from "./chair-page";

start(ChairPage);
