import type { Page } from "playwright-core";

/** Waits until the page says that what it shows is that: live, stale, past or refused. */
export const becomes = (page: Page, phase: string): Promise<void> =>
  page.locator(`.shell[data-phase="${phase}"]`).waitFor();
