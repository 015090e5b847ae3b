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
