// A camera that sends one colour and a tone by WHIP, from a page of the server itself.
import type { Page } from "playwright-core";

/** Puts another colour before the camera of a page that sends one. */
export async function showColour(page: Page, colour: string): Promise<void> {
  await page.evaluate((colour) => void Object.assign(globalThis, { shownColour: colour }), colour);
}

/** Publishes from the page, as the named camera, until the page is closed. */
export async function sendColour(page: Page, slug: string, token: string, camera: string, colour: string): Promise<void> {
  await page.evaluate(
    async ({ slug, token, camera, colour }) => {
      const canvas = document.createElement("canvas");
      canvas.width = 640;
      canvas.height = 360;
      const context = canvas.getContext("2d")!;
      let count = 0;
      const shown = Object.assign(globalThis as typeof globalThis & { shownColour: string }, { shownColour: colour });
      setInterval(() => {
        context.fillStyle = shown.shownColour;
        context.fillRect(0, 0, 640, 360);
        context.fillStyle = "black"; // Something moves, as before every camera.
        context.fillRect((count++ * 8) % 640, 340, 20, 20);
      }, 50);
      const sound = new AudioContext();
      const tone = sound.createOscillator();
      const out = sound.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      const connection = new RTCPeerConnection();
      Object.assign(globalThis, { keep: [connection, sound, canvas] });
      for (const track of [...canvas.captureStream(20).getTracks(), ...out.stream.getTracks()]) {
        connection.addTrack(track);
      }
      await connection.setLocalDescription();
      await new Promise<void>((resolve) => {
        if (connection.iceGatheringState === "complete") resolve();
        connection.addEventListener("icegatheringstatechange", () => {
          if (connection.iceGatheringState === "complete") resolve();
        });
      });
      const answer = await fetch(`/whip/${slug}?camera=${camera}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/sdp" },
        body: connection.localDescription!.sdp,
      });
      if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
      await connection.setRemoteDescription({ type: "answer", sdp: await answer.text() });
    },
    { slug, token, camera, colour },
  );
}
