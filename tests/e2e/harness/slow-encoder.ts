// Makes the encoder of one size of the picture slow, or one stand still, whatever the machine can do: see
// tests/faults/slow_encoder.cpp. For servers that are started after `preload`.
import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class SlowEncoder {
  private readonly file = join(tmpdir(), `slow-encoder-${process.pid}`);

  preload(): void {
    const library = process.env["WARDCAST_SLOW_ENCODER"];
    assert.ok(library, "WARDCAST_SLOW_ENCODER must name the library of tests/faults");
    process.env["LD_PRELOAD"] = library;
    process.env["SLOW_ENCODER_WHEN"] = this.file;
    process.env["ASAN_OPTIONS"] = `${process.env["ASAN_OPTIONS"] ?? ""}:verify_asan_link_order=0`;
  }

  /** From now on each picture of this width takes so much longer (milliseconds). */
  async slow(width: number, by: number): Promise<void> {
    await writeFile(this.file, `${width} ${by}`);
  }

  /** The next picture of this width takes so long (milliseconds); with it the encoder of it stands still. */
  async standStill(width: number, by: number): Promise<void> {
    await writeFile(this.file, `${width} ${by} once`);
  }

  async end(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
