import { start } from "../../ui/start";
import { RoomPage } from "./room-page";

start(RoomPage);
