import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Debian's Chromium, or the one that CHROMIUM names; without any traffic of its own. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
    ],
  });
}

export const devices = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true },
  smallPhone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true },
  laptop: { viewport: { width: 1280, height: 800 } },
  desk: { viewport: { width: 1440, height: 900 } },
  phoneSideways: { viewport: { width: 844, height: 390 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true },
  paper: { viewport: { width: 794, height: 1123 } },
  tablet: { viewport: { width: 1180, height: 820 }, hasTouch: true },
  tabletUpright: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  projector: { viewport: { width: 1920, height: 1080 } },
  projector43: { viewport: { width: 1024, height: 768 } },
  upright: { viewport: { width: 1080, height: 1920 } },
} as const satisfies Record<string, BrowserContextOptions>;

export interface Opened {
  readonly page: Page;
  /** What the page complained of: errors, and breaches of the Content-Security-Policy. */
  readonly complaints: string[];
}

/** Opens a page of its own profile on a device. */
export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && /Content.Security.Policy|Uncaught/i.test(text)) complaints.push(text);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith("blob:")) {
      complaints.push(`third-party request: ${request.url()}`);
    }
  });
  await page.goto(url);
  return { page, complaints };
}

/** What axe finds on the page as it stands: one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const result = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 120)}`));
  });
}

/** What can be pressed and is smaller than 44 by 44 pixels; links inside a sentence excepted (WCAG 2.5.8). */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a[href], input, textarea, select, [role=tab]")]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.closest("p.url") === null)
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 44 - 0.5 || box.width < 44 - 0.5)
      .map(({ each, box }) => `small: ${each.outerHTML.slice(0, 80)} ${box.width}x${box.height}`),
  );
}
