import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { devices, launch, open, smallTargets, violations } from "../stage/browser";
import { cameraStates } from "../stage/camera-states";
import { queueStates } from "../stage/queue-states";
import { Stage } from "../stage/stage";
import { staffStates } from "../stage/staff-states";
import { states } from "../stage/states";

// Every state of every page on its devices: axe finds nothing, targets are large enough, nothing breaks the
// Content-Security-Policy or leaves the server; a picture of each lies in build/screenshots afterwards.

const folder = join(import.meta.dirname, "../../../build/screenshots");
let browser: Browser;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(Object.entries({ ...states, ...staffStates, ...queueStates, ...cameraStates }))("%s", (name, state) => {
  it.each(state.devices)("is as it should be on a %s", async (device) => {
    const stage = await new Stage(structuredClone(state.scene()), state.stage).start();
    stage.mine = state.mine ?? stage.mine;
    const options: BrowserContextOptions = { ...devices[device], ...state.context };
    const { page, complaints } = await open(browser, stage.origin + state.path, options);
    try {
      await state.until(page, stage);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.screenshot({ path: join(folder, `${name}-${device}.png`) });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, "wider than the screen, in pixels").toBeLessThanOrEqual(0);
      expect([...complaints, ...(await violations(page)), ...(await smallTargets(page))]).toEqual([]);
    } finally {
      await page.context().close();
      await stage.stop();
    }
  });
});
