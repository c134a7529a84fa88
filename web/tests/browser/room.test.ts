import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { devices, launch, open } from "../stage/browser";
import { liveScene, longest, type Wire } from "../stage/scene";
import { Stage } from "../stage/stage";

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

const asked = (text: string) => {
  const scene = liveScene();
  for (const each of scene["questions"] as Wire[]) if (each["id"] === "q_bus") each["text"] = text;
  return scene;
};

async function opened(
  scene: Wire,
  device: keyof typeof devices,
): Promise<{ stage: Stage; page: Page; end: () => Promise<void> }> {
  const stage = await new Stage(scene).start();
  const { page, complaints } = await open(browser, `${stage.origin}/m/billesley/room`, devices[device]);
  await page.locator(".qr img").waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const end = async () => {
    expect(complaints).toEqual([]);
    await page.context().close();
    await stage.stop();
  };
  return { stage, page, end };
}

/** Where the question and the rest stand, in pixels. */
const layout = (page: Page) =>
  page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const q = document.querySelector<HTMLElement>(".q");
    const visible = [".ask-now", ".next", ".join", ".foot"]
      .map((selector) => ({ selector, at: box(selector) }))
      .filter(({ at }) => at && at.height > 0);
    const overlaps = visible.flatMap((one, index) =>
      visible.slice(index + 1).flatMap((other) => {
        if (!one.at || !other.at) return [];
        const apart =
          one.at.bottom <= other.at.top + 1 ||
          other.at.bottom <= one.at.top + 1 ||
          one.at.right <= other.at.left + 1 ||
          other.at.right <= one.at.left + 1;
        return apart ? [] : [`${one.selector} and ${other.selector}`];
      }),
    );
    const all = document.querySelector(".q")?.getBoundingClientRect();
    return {
      size: q ? parseFloat(getComputedStyle(q).fontSize) : 0,
      cut: !q || !all || q.scrollWidth > q.clientWidth + 1 || all.bottom > innerHeight || all.right > innerWidth,
      overlaps,
      code: box(".qr")?.width ?? 0,
      side: Math.min(innerWidth, innerHeight),
      words: q?.textContent ?? "",
    };
  });

describe.each(["projector", "projector43", "upright"] as const)("on a %s", (device) => {
  it.each([
    ["a short question", "Why is the No 11 bus so late, and what will you do about it?"],
    ["a long question", longest.slice(0, 280)],
    ["the longest question", longest],
    ["a text from right to left among Latin letters", "نص عربي مع English وأرقام 123 \u202Eabc\u202C zero\u200Bwidth?"],
    ["many lines", "Why?\n".repeat(12).trim()],
  ])("%s is whole and at least a twentieth of the screen", async (_name, text) => {
    const { page, end } = await opened(asked(text), device);
    const { size, cut, overlaps, code, side, words } = await layout(page);
    expect(words).toBe(text);
    expect(cut).toBe(false);
    expect(overlaps).toEqual([]);
    expect(size).toBeGreaterThanOrEqual(side / 20 - 0.01);
    expect(code).toBeGreaterThan(side / 8);
    await end();
  });

  it("ten thousand characters are whole, however small", async () => {
    const { page, end } = await opened(asked("Why is it so? ".repeat(714).slice(0, 9_996).trim()), device);
    const { cut, overlaps } = await layout(page);
    expect(cut).toBe(false);
    expect(overlaps).toEqual([]);
    await end();
  });

  it("a word of 500 letters is not cut either", async () => {
    const { page, end } = await opened(asked("W".repeat(500)), device);
    const { cut, overlaps } = await layout(page);
    expect(cut).toBe(false);
    expect(overlaps).toEqual([]);
    await end();
  });
});

it("fits the next question anew", async () => {
  const { stage, page, end } = await opened(asked(longest), "projector43");
  stage.event("question.called", {
    question: { ...(stage.state["questions"] as Wire[])[1], status: "asking" },
    set: { asking: "q_library" },
  });
  await page.locator(".q", { hasText: "Will the library" }).waitFor();
  expect((await layout(page)).size).toBeGreaterThan(768 * 0.09);
  await end();
});

it("keeps its picture through a restart of the server, says how old it is, and goes on", async () => {
  const { stage, page, end } = await opened(liveScene(), "projector");
  await stage.stop();
  await page.getByText("Shown as it was at").waitFor();
  expect((await layout(page)).words).toContain("No 11 bus");
  stage.state["asking"] = "q_park";
  await stage.start();
  await page.locator(".q", { hasText: "Can the park gates" }).waitFor();
  await expect.poll(() => page.getByText("Reconnecting").count()).toBe(0);
  await end();
});

it("names the agenda item, the hashtag and where a question came from, also in a tight place", async () => {
  for (const text of ["Why is the No 11 bus so late?", longest]) {
    const { page, end } = await opened(asked(text), "projector43");
    for (const words of ["Buses", "#Billesley"]) {
      await page.locator(".screen").getByText(words).filter({ visible: true }).first().waitFor();
    }
    expect(await page.locator(".who").filter({ visible: true }).first().innerText()).not.toBe("");
    await end();
  }
});

it("changes between dark and light with T, hides the number watching with W, and stays so over a reload", async () => {
  const { page, end } = await opened(liveScene(), "projector");
  const tone = () => page.locator(".screen").getAttribute("data-tone");
  await page.locator(".foot").getByText("87 watching").waitFor();
  expect(await tone()).toBe("dark");
  await page.keyboard.press("t");
  await expect.poll(tone).toBe("light");
  await page.keyboard.press("w");
  await expect.poll(() => page.getByText("87 watching").count()).toBe(0);
  await page.reload();
  await page.locator(".qr img").waitFor();
  expect(await tone()).toBe("light");
  expect(await page.getByText("87 watching").count()).toBe(0);
  await end();
});

it.each(["dark", "light"])("reads with a contrast of at least 7 to 1 in %s", async (theme) => {
  const stage = await new Stage(liveScene()).start();
  const { page } = await open(browser, `${stage.origin}/m/billesley/room?theme=${theme}`, devices.projector);
  await page.locator(".qr img").waitFor();
  const ratios = await page.evaluate(() => {
    const channel = (value: number) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    };
    const light = (colour: string) => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    };
    const ground = (element: Element): string => {
      const { backgroundColor } = getComputedStyle(element);
      const clear = backgroundColor === "rgba(0, 0, 0, 0)";
      return clear && element.parentElement ? ground(element.parentElement) : backgroundColor;
    };
    return [".ask-now .q", ".asking-label", ".who", ".next h2", ".next li", ".join p", ".foot b", ".foot span"].map(
      (selector) => {
        const element = [...document.querySelectorAll(selector)].find((each) => each.checkVisibility());
        if (!element) return { selector, ratio: 0 };
        const [one, other] = [light(getComputedStyle(element).color), light(ground(element))];
        return { selector, ratio: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) };
      },
    );
  });
  expect(ratios.filter(({ ratio }) => ratio < 7)).toEqual([]);
  await page.context().close();
  await stage.stop();
});

it("shows no pointer and invites in both languages in turn", async () => {
  const { page, end } = await opened({ ...liveScene(), asking: null }, "projector");
  expect(await page.locator(".screen").evaluate((screen) => getComputedStyle(screen).cursor)).toBe("none");
  await page.getByText("Point your phone’s camera").waitFor();
  await page.getByText("Pwyntiwch gamera eich ffôn").waitFor({ timeout: 20_000 });
  await end();
});
