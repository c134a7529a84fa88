import { start } from "../../ui/start";
import { ClerkPage } from "./clerk-page";

start(ClerkPage);
