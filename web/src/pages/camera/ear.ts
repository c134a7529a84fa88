import { levelOf } from "../../state/sound";

const kEvery = 100; // ms

/** Measures a microphone ten times a second, in dBFS, until `signal` ends. Needs a press before it: browsers insist. */
export function listenTo(track: MediaStreamTrack, tell: (db: number) => void, signal: AbortSignal): void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048; // 43 ms at 48 kHz
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell(levelOf(samples));
  }, kEvery);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    void context.close();
  });
}
