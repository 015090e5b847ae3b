/// <reference lib="dom" />
import type { Page } from "playwright-core";
import type { Part } from "./options.ts";
import { WINDOW } from "./plant.ts";

export interface Visit {
  readonly name: string;
  readonly path: string;
  /** Is there when the page shows what it is about. */
  readonly shown: string;
  /** What a person does there, once through; `round` is 0 the first time. */
  readonly touch: (page: Page, round: number) => Promise<void>;
}

/** Between two interactions, so that each has its own paint. */
const PAUSE_MS = 350;

export const VISITS: Readonly<Record<Exclude<Part, "gantt">, Visit>> = {
  board: { name: "board", path: "/", shown: "[data-exception]", touch: touchBoard },
  plan: {
    name: "plan",
    path: `/plan?since=${WINDOW.from}&until=${WINDOW.to}`,
    shown: "canvas[data-bars]",
    touch: touchPlan,
  },
  leader: { name: "leader", path: "/leader", shown: ".leader-cards", touch: touchLeader },
};

/** One after the other, with a pause after each. */
async function inTurn(page: Page, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) {
    await step();
    await page.waitForTimeout(PAUSE_MS);
  }
}

const pressed =
  (page: Page, key: string): (() => Promise<void>) =>
  () =>
    page.keyboard.press(key);

const clicked =
  (page: Page, selector: string, place = 0): (() => Promise<void>) =>
  () =>
    page.locator(selector).nth(place).click({ timeout: 30_000 });

async function touchBoard(page: Page, round: number): Promise<void> {
  await inTurn(page, [
    clicked(page, "[data-exception]", round % 3),
    clicked(page, "[data-exception]", (round + 1) % 3),
    ...["j", "j", "k", "Enter"].map((key) => pressed(page, key)),
    clicked(page, ".filters .toggle", round % 2),
    clicked(page, ".filters .toggle", round % 2),
    clicked(page, "#search"),
    ...["f", "i", "l", "l"].map((key) => pressed(page, key)),
    pressed(page, "Control+A"),
    pressed(page, "Backspace"),
    pressed(page, "Escape"),
    () => page.locator("[data-exception]").first().waitFor(),
  ]);
}

async function touchPlan(page: Page, round: number): Promise<void> {
  const box = await boxOfCanvas(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const focus = (): Promise<void> =>
    page.evaluate(() => document.querySelector<HTMLElement>("[data-cell='picked']")?.focus({ preventScroll: true }));
  await inTurn(page, [
    () => page.mouse.click(x + 40 * round, y),
    focus,
    ...["ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "+", "-"].map((key) => pressed(page, key)),
    () => dragged(page, { x, y }),
    () => wheeled(page, { x, y }),
    clicked(page, ".plan-tabs button", 1),
    clicked(page, ".plan-tabs button", 2),
    clicked(page, ".plan-tabs button", 0),
    () => page.locator("canvas[data-bars]").waitFor(),
    clicked(page, ".plan-levels button", round % 2 === 0 ? 1 : 2),
  ]);
}

async function touchLeader(page: Page, round: number): Promise<void> {
  await inTurn(page, [
    clicked(page, ".leader-card .chart-row"),
    clicked(page, ".leader-card .chart-row"),
    clicked(page, ".leader-card .chart-tools button"),
    clicked(page, ".leader-card .chart-tools button"),
    () => page.locator(".leader-by select").focus(),
    pressed(page, round % 2 === 0 ? "ArrowDown" : "ArrowUp"),
    () => page.locator(".leader-choices select").nth(1).focus(),
    pressed(page, round % 2 === 0 ? "ArrowUp" : "ArrowDown"),
    pressed(page, "Tab"),
  ]);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export async function boxOfCanvas(page: Page): Promise<Point & { readonly width: number; readonly height: number }> {
  const box = await page.locator("canvas[data-bars]").boundingBox();
  if (box === null) throw new Error("the plan shows no picture");
  return box;
}

async function dragged(page: Page, { x, y }: Point): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let k = 1; k <= 10; k += 1) await page.mouse.move(x - 12 * k, y);
  await page.mouse.up();
}

async function wheeled(page: Page, { x, y }: Point): Promise<void> {
  await page.mouse.move(x, y);
  await page.keyboard.down("Control");
  for (const step of [-60, -60, -60, 60, 60, 60]) await page.mouse.wheel(0, step);
  await page.keyboard.up("Control");
}
