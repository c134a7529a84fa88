import { start } from "../../ui/start";
import "./captioner.css";
import { CaptionerPage } from "./captioner-page";

start(CaptionerPage);
