// The people of a meeting, each with a browser window of their own, of the size of what they would hold.
import { readFile } from "node:fs/promises";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

export const sizes = {
  phone: { width: 390, height: 844 },
  landscape: { width: 844, height: 390 },
  laptop: { width: 1280, height: 800 },
  desk: { width: 1440, height: 900 },
  tablet: { width: 1180, height: 820 },
  upright: { width: 820, height: 1180 },
  projector: { width: 1920, height: 1080 },
  oldProjector: { width: 1024, height: 768 },
} as const;

const pictures = process.env["WARDCAST_SCREENSHOTS"] ?? join(import.meta.dirname, "../../../build/screenshots");

/** `more` are switches of Chromium's. */
export async function openBrowser(...more: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--autoplay-policy=no-user-gesture-required",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      "--allow-loopback-in-peer-connection",
      ...more,
    ],
  });
}

/** What went wrong in a page: refused by the content policy, failed scripts, requests to anywhere else. */
export class Complaints {
  readonly list: string[] = [];
  constructor(context: BrowserContext, home: string) {
    context.on("page", (page) => {
      page.on("pageerror", (error) => this.list.push(`script: ${error.message}`));
      page.on("console", (message) => {
        if (/content security policy/i.test(message.text())) this.list.push(message.text());
      });
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (!["data:", "blob:"].includes(url.protocol) && url.host !== new URL(home).host) {
          this.list.push(`request to ${url.host}`);
        }
      });
    });
  }
}

export interface Person {
  page: Page;
  context: BrowserContext;
  complaints: Complaints;
}

export async function comes(
  browser: Browser,
  link: string,
  size: keyof typeof sizes,
  more: Parameters<Browser["newContext"]>[0] = {},
): Promise<Person> {
  const context = await browser.newContext({ viewport: sizes[size], locale: "en-GB", timezoneId: "Europe/London", ...more });
  const complaints = new Complaints(context, link);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(link);
  return { page, context, complaints };
}

/** Keeps a picture of the page in build/screenshots. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
}

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page as it is: one line a violation, with the first element concerned. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Found {
      id: string;
      help: string;
      nodes: { html: string }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Found[] }> } };
    const { violations } = await axe.run();
    return violations.map((found) => `${found.id}: ${found.help} (${found.nodes[0]?.html ?? ""})`);
  });
}
