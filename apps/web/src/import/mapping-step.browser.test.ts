import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRealServer, type RealServer, startRealServer } from "../../dev/real-server.ts";

describe.skipIf(!findChromium() || !hasRealServer())("whoever says what columns mean", () => {
  let browser: Browser;
  let server: RealServer;
  let page: Page;

  beforeAll(async () => {
    server = await startRealServer(4575);
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    page = await browser.newPage();
    await page.goto(`${server.url}/import`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const bringIn = (name: string, ...lines: readonly string[]): Promise<void> =>
    page
      .getByLabel("Choose files")
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) });
  const tryIt = () => page.getByRole("button", { name: "Try it, without taking anything" });

  test("chooses the decimal mark where nothing in the file tells it", async () => {
    await bringIn("stock.csv", "Plant;Bin;Item;On hand", "KS1;A;P;1.200");
    const mark = page.getByLabel("Decimal mark");
    await mark.waitFor();
    expect([await mark.inputValue(), await tryIt().isDisabled()]).toEqual(["", true]);
    await mark.selectOption(",");
    await page.getByRole("cell", { name: "1200", exact: true }).first().waitFor();
    await expect.poll(() => tryIt().isDisabled()).toBe(false);
  });

  test("sees which columns tell the lines of a document apart, and keeps or changes them", async () => {
    const row = "KS1;A;P;5;2026-03-02";
    await bringIn(
      "receipts.csv",
      "Document;Pos;Lot;Plant;Bin;Item;Qty;Posting date",
      `5001;1;X;${row}`,
      `5001;2;X;${row}`,
    );
    const lines = page.getByLabel("Column of Line: Number of the document");
    await page.getByRole("cell", { name: "5001/2" }).waitFor();
    expect(await lines.first().inputValue()).toBe("Pos");
    await lines.first().selectOption("");
    await page.getByRole("cell", { name: "5001", exact: true }).first().waitFor();
    await tryIt().click();
    await page.getByText("Rows 2 and 3 have the same number 5001").first().waitFor();
  });
});
