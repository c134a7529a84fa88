import { start } from "../../ui/start";
import "../../staff/staff.css";
import "./clerk.css";
import "./panels.css";
import { ClerkPage } from "./clerk-page";

start(ClerkPage);
