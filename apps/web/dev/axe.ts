import { AxeBuilder } from "@axe-core/playwright";
import { assert } from "@lockstep/domain/assert";
import type { Page } from "playwright-core";

/**
 * Axe on a page without frames. What it finds in frames it puts together in a page of its own, which is loaded with all of
 * axe again each time: more than half of the work, for nothing where there is one frame.
 */
export function axeOn(page: Page): AxeBuilder {
  assert(page.frames().length === 1, () => "the page has frames: this would not look into them");
  return new AxeBuilder({ page }).setLegacyMode();
}

/** What axe finds on a page, light and dark. What is dark differs from what is light in its colours alone. */
export async function foundInBothSchemes(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForTimeout(500);
    const axe = colorScheme === "light" ? axeOn(page) : axeOn(page).withRules(["color-contrast"]);
    const { violations } = await axe.analyze();
    for (const { id, nodes } of violations)
      found.push(`${colorScheme}: ${id} ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  }
  return found;
}
