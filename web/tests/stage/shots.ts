// Photographs every state of a page: node tests/stage/shots.ts [home|watch|room]… writes build/screenshots/*.png and says
// what axe finds. Run `npm run build` first.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { devices, launch, open, violations } from "./browser.ts";
import { states } from "./states.ts";
import { Stage } from "./stage.ts";

const folder = join(import.meta.dirname, "../../../build/screenshots");
const wanted = process.argv.slice(2);

async function shoot(browser: Browser, name: string): Promise<number> {
  const state = states[name];
  if (!state) return 0;
  let found = 0;
  for (const device of state.devices) {
    const stage = await new Stage(structuredClone(state.scene()), state.stage).start();
    stage.mine = state.mine ?? stage.mine;
    const options: BrowserContextOptions = { ...devices[device], ...state.context };
    const { page, complaints } = await open(browser, stage.origin + state.path, options);
    try {
      await state.until(page, stage);
      await settle(page);
      await page.screenshot({ path: join(folder, `${name}-${device}.png`) });
      const faults = [...(await violations(page)), ...complaints];
      for (const fault of faults) console.log(`${name} ${device}: ${fault}`);
      found += faults.length;
    } catch (error) {
      await page.screenshot({ path: join(folder, `${name}-${device}.png`) });
      console.log(`${name} ${device}: ${String(error).slice(0, 300)}`);
      found += 1;
    } finally {
      await page.context().close();
      await stage.stop();
    }
  }
  return found;
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

mkdirSync(folder, { recursive: true });
const browser = await launch();
let found = 0;
for (const name of Object.keys(states)) {
  if (wanted.length === 0 || wanted.some((each) => name.startsWith(each))) found += await shoot(browser, name);
}
await browser.close();
console.log(found === 0 ? "nothing found" : `${found} found`);
process.exitCode = found === 0 ? 0 : 1;
