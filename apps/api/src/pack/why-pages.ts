import { moneyExact, quantity } from "@lockstep/domain/number-text";
import type { OtifFailureKind, OtifPareto } from "@lockstep/protocol/generated/schema";
import { type Bar, drawBars, drawWaterfall } from "./draw-bars.ts";
import { MOST, type PackContent } from "./pack-question.ts";
import { dayText, kindText, NONE_DATED, zoneOfPack } from "./pack-words.ts";
import { INK, type Sheet } from "./sheet.ts";

type ParetoBar = OtifPareto["bars"][number];
const MOST_BARS = 9;

/** Why do we miss: by money, by count, and whose lines they were. */
export function whyPage(sheet: Sheet, { answer: { causes, customers, otifWaterfall } }: PackContent): void {
  sheet.beginPage("Why do we miss?");
  const [first] = causes.bars;
  if (first === undefined) {
    const { n } = otifWaterfall;
    sheet.paragraph(n === 0 ? NONE_DATED : `Nothing was missed in this time (n ${n}).`);
    return;
  }
  sheet.paragraph(
    `${causes.failed} failed, ${moneyExact(causes.missing)} missing. Every failure has exactly one cause.`,
  );
  const half = sheet.width / 2;
  const top = sheet.y;
  const byCount = causes.bars.toSorted((a, b) => b.failed - a.failed);
  column(sheet, { title: "By money", bars: causes.bars, x: sheet.left, width: half - 16, top, sizeOf: moneySize });
  column(sheet, { title: "By count", bars: byCount, x: sheet.left + half, width: half, top, sizeOf: countSize });
  sheet.y = top + 24 + Math.min(MOST_BARS + 1, causes.bars.length) * 19 + 18;
  sheet.section("Whose lines");
  const columns = [
    { head: "Customer", width: 300 },
    { head: "Missing", width: 140, align: "right" },
    { head: "Failed", width: 100, align: "right" },
  ] as const;
  const rows = [...customers.bars, ...(customers.other === null ? [] : [{ ...customers.other, name: "Other" }])];
  sheet.table(
    columns,
    rows.map(({ name, key, missing, failed }) => [name || key || "None", moneyExact(missing), String(failed)]),
  );
}

interface BarColumn {
  readonly title: string;
  readonly bars: readonly ParetoBar[];
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly sizeOf: (bar: ParetoBar) => Pick<Bar, "size" | "text">;
}

/** Who is shown no money is shown no sizes of it either. */
const moneySize = ({ missing }: ParetoBar) => ({ size: Number(missing.amount), text: moneyExact(missing) });
const countSize = ({ failed }: ParetoBar) => ({ size: failed, text: String(failed) });

function column(sheet: Sheet, { title, bars, x, width, top, sizeOf }: BarColumn): void {
  sheet.line(title, { x, y: top, width }, { size: 12, isBold: true });
  const shown = bars.slice(0, MOST_BARS).map((bar) => ({ name: kindText(bar.key as OtifFailureKind), ...sizeOf(bar) }));
  drawBars(sheet, shown, { x, y: top + 22, width });
  if (bars.length <= MOST_BARS) return;
  const more = `The first ${MOST_BARS} of ${bars.length} causes; all are on the next page.`;
  sheet.line(more, { x, y: top + 24 + MOST_BARS * 19, width }, { size: 9, color: INK.quiet });
}

/** From 100 % to the result, cause by cause, and the lines that cost most. */
export function waterfallPage(sheet: Sheet, content: PackContent): void {
  const { otifWaterfall, otifFailures } = content.answer;
  const { n, result, steps } = otifWaterfall;
  sheet.beginPage(result === null ? "From 100 % to the result" : `From 100 % to ${result.toFixed(2)} %`);
  if (result === null) {
    sheet.paragraph(NONE_DATED);
    return;
  }
  sheet.paragraph(`What each cause took off, in percent of all ${n}. The steps add up to the hundredth.`);
  const falls = steps.map(({ kind, lost }) => ({ name: kindText(kind), lost }));
  sheet.y = drawWaterfall(sheet, falls, result, { x: sheet.left, y: sheet.y, width: sheet.width }) + 6;
  const zone = zoneOfPack(content);
  const room = Math.floor((sheet.bottom - sheet.y) / 16) - 3;
  if (room < 1 || otifFailures.totalCount === 0) return;
  const shown = otifFailures.nodes.slice(0, Math.min(room, MOST.failures));
  sheet.paragraph(`What failed: the ${shown.length} with the most money of ${otifFailures.totalCount}`, {
    ...{ size: 12, isBold: true },
  });
  const columns = [
    { head: "Order line", width: 110 },
    { head: "Customer", width: 150 },
    { head: "Item", width: 150 },
    { head: "Wanted", width: 90 },
    { head: "In time", width: 90, align: "right" },
    { head: "Missing", width: 90, align: "right" },
    { head: "Cause", width: 74 },
  ] as const;
  const rows = shown.map((one) => [
    ...[one.line, one.customerName, one.itemName, dayText(one.date, zone)],
    ...[`${quantity(one.inWindow)} / ${quantity(one.ordered)}`, moneyExact(one.missing), kindText(one.cause.kind)],
  ]);
  sheet.table(columns, rows);
}
