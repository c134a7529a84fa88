import { start } from "../../ui/start";
import "./camera.css";
import { CameraPage } from "./camera-page";

start(CameraPage);
