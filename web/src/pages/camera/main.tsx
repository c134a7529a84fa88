import { start } from "../../ui/start";
import { CameraPage } from "./camera-page";

start(CameraPage);
