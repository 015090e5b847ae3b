import { aheadPage } from "./ahead-page.ts";
import { coverPage } from "./cover-page.ts";
import { definitionsPages } from "./definitions-page.ts";
import { foresightPage } from "./foresight-page.ts";
import type { PackContent } from "./pack-question.ts";
import { momentText, placeText, rangeText, zoneOfPack } from "./pack-words.ts";
import { savedPage } from "./saved-page.ts";
import { createSheet } from "./sheet.ts";
import { trendPage } from "./trend-page.ts";
import { waterfallPage, whyPage } from "./why-pages.ts";

/** The pack as a PDF: the same answer always gives the same pages. */
export function makePack(content: PackContent): Promise<Uint8Array> {
  const { answer, from, to, definition } = content;
  const zone = zoneOfPack(content);
  const head = `On time in full · ${placeText(content)} · ${rangeText(from, to, zone)}`;
  const foot =
    `Data as of ${momentText(answer.asOf.now, zone)}, sequence ${answer.asOf.seq} · ` +
    `${definition}, version ${answer.otifControlChart.version}`;
  const sheet = createSheet({ title: head, at: new Date(answer.asOf.now) });
  coverPage(sheet, content);
  trendPage(sheet, content);
  whyPage(sheet, content);
  waterfallPage(sheet, content);
  aheadPage(sheet, content);
  foresightPage(sheet, content);
  savedPage(sheet, content);
  definitionsPages(sheet, content);
  return sheet.finish(head, foot);
}
