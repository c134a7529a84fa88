import { start } from "../../ui/start";
import { HomePage } from "./home-page";

start(HomePage);
