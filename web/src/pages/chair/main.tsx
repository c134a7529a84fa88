import { start } from "../../ui/start";
import "../../staff/staff.css";
import "./chair.css";
import { ChairPage } from "./chair-page";

start(ChairPage);
