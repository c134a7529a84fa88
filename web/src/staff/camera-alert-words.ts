import { wording } from "../i18n/words";

export const cameraAlertWords = {
  en: {
    silence: "Viewers have heard nothing for 10 seconds. Is the microphone on?",
    black: "Viewers see a black picture. Is something covering the camera?",
    frozen: "Viewers’ picture stands still. Look at the camera.",
    nobody_on_air: "The meeting has begun, but viewers see no camera. Put one on the air.",
  },
  cy: {
    silence: "Nid yw gwylwyr wedi clywed dim ers 10 eiliad. A yw’r meicroffon ymlaen?",
    black: "Mae gwylwyr yn gweld llun du. A oes rhywbeth dros y camera?",
    frozen: "Mae llun y gwylwyr yn llonydd. Edrychwch ar y camera.",
    nobody_on_air: "Mae’r cyfarfod wedi dechrau, ond nid yw gwylwyr yn gweld camera. Rhowch un ar yr awyr.",
  },
} as const;

export const say = wording("camera-alert", cameraAlertWords);
