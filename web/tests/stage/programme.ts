import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A programme of ffmpeg's: a picture that moves and a tone, as demuxed fMP4 in ordinary live HLS. */
export class Programme {
  readonly folder = mkdtempSync(join(tmpdir(), "wardcast-programme-"));
  private process: ChildProcess | null = null;

  /** Starts it, from its first picture; resolves when it can be played. */
  async start(options: { seconds?: number; fromStart?: boolean } = {}): Promise<this> {
    const live = options.seconds === undefined;
    const kept = options.fromStart === true ? "0" : "6"; // Segments: all, or the live window.
    const input = live ? ["-re"] : [];
    const list = live ? ["-hls_list_size", kept] : ["-hls_list_size", "0", "-hls_playlist_type", "vod"];
    this.process = spawn(
      "ffmpeg",
      // prettier-ignore
      [
        "-v", "error", ...input, "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=15",
        ...input, "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
        ...(live ? [] : ["-t", String(options.seconds)]),
        "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "15",
        "-pix_fmt", "yuv420p", "-c:a", "aac", "-f", "hls", "-hls_time", "1", ...list,
        "-hls_segment_type", "fmp4", "-hls_flags", "program_date_time+independent_segments+delete_segments+temp_file",
        "-hls_fmp4_init_filename", "%v-init.mp4", "-master_pl_name", "index.m3u8",
        "-var_stream_map", "v:0,agroup:a,name:360p a:0,agroup:a,default:yes,name:audio",
        "-hls_segment_filename", join(this.folder, "%v-%d.m4s"), join(this.folder, "%v.m3u8"),
      ],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    while (!existsSync(join(this.folder, "index.m3u8"))) await new Promise((again) => setTimeout(again, 100));
    return this;
  }

  async stop(): Promise<void> {
    const stopping = this.process;
    this.process = null;
    if (!stopping || stopping.exitCode !== null) return;
    const ended = new Promise((end) => stopping.once("exit", end));
    stopping.kill("SIGKILL");
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
