import { moneyExact, percent } from "@lockstep/domain/number-text";
import { changing } from "./cover-page.ts";
import { drawControlChart } from "./draw-control-chart.ts";
import type { PackContent } from "./pack-question.ts";
import { NONE_DATED, shareOf } from "./pack-words.ts";
import { INK, type Sheet } from "./sheet.ts";

const MOST_SIGNALS = 4;

/** Is it really changing? And what it would be by each other definition. */
export function trendPage(sheet: Sheet, { answer, definition }: PackContent): void {
  const chart = answer.otifControlChart;
  const { points, centre, sigmaZ, n, version, signals } = chart;
  sheet.beginPage("Is it changing?");
  if (points.length === 0) sheet.paragraph(NONE_DATED);
  else {
    const named = `${definition}, version ${version}, by week, n ${n}.`;
    const limits =
      centre === null || sigmaZ === null
        ? "No limits."
        : `Centre ${percent(centre)}; limits are Laney p′ (σz ${sigmaZ.toFixed(2)}). A diamond is part of a signal, a ring has not ended.`;
    sheet.paragraph(`${sentence(changing(chart))} ${named} ${limits}`);
    const height = 232;
    drawControlChart(sheet, chart, { x: sheet.left, y: sheet.y + 8, width: sheet.width, height });
    sheet.y += height + 16;
    if (signals.length > 0) {
      const shown = signals.slice(0, MOST_SIGNALS).map(({ text }) => text);
      const rest = signals.length > MOST_SIGNALS ? ` The first ${MOST_SIGNALS} of ${signals.length} signals.` : "";
      sheet.paragraph(`Signals: ${shown.join(" ")}${rest}`);
    }
  }
  sheet.section("The same lines, by each definition");
  const columns = [
    { head: "Definition", width: 190 },
    { head: "Share", width: 230 },
    { head: "Failed", width: 90, align: "right" },
    { head: "Missing", width: 120, align: "right" },
    { head: "Fine", width: 120, align: "right" },
  ] as const;
  const rows = answer.otifComparison.map((one) => [
    `${one.definition}, version ${one.version}`,
    shareOf(one.value, one.n, one.level),
    ...(one.n === 0 ? ["–", "–", "–"] : [String(one.failed), moneyExact(one.missing), moneyExact(one.fine)]),
  ]);
  const room = Math.max(0, Math.floor((sheet.bottom - sheet.y) / 16) - 2);
  sheet.table(columns, rows.slice(0, room));
  if (rows.length > room) {
    sheet.paragraph(`${room} of ${rows.length} definitions; all are on the last pages.`, { color: INK.quiet });
  }
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
