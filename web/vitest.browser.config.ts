import { defineConfig } from "vitest/config";

// The built pages (dist/) in Debian's Chromium. One file at a time: each has cameras and timers of its own.
export default defineConfig({
  test: { include: ["tests/browser/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 30_000, fileParallelism: false },
});
