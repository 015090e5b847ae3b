import { FEW, percent, quantity } from "@lockstep/domain/number-text";
import { drawCalibration } from "./draw-calibration.ts";
import type { PackContent } from "./pack-question.ts";
import { count, NO_DATA } from "./pack-words.ts";
import type { Sheet } from "./sheet.ts";

const DAY_AHEAD = 24;

/** Can the forecast be relied on? */
export function foresightPage(sheet: Sheet, { answer: { foresight } }: PackContent): void {
  const { horizons, late, warned, warningHours } = foresight;
  const day = horizons.find(({ hours }) => hours === DAY_AHEAD);
  sheet.beginPage("Can the forecast be relied on?");
  if (horizons.every(({ n }) => n === 0)) {
    sheet.paragraph(`${NO_DATA}: no forecast has been scored yet. What is thought of each line ahead of its \
promise is written down, and scored once the promise has passed.`);
    return;
  }
  if (day !== undefined && day.n > 0) sheet.paragraph(caught(day));
  const known = warningHours === null ? NO_DATA : `${quantity(Number(warningHours.toFixed(1)))} h`;
  sheet.paragraph(`Late lines were known before their promise: ${known} (median of ${warned} of ${late} late).`);
  const columns = ["n", "Late", "Called late", "Precision", "Recall", "Brier", "Brier, naive", "Recall, naive"];
  sheet.table(
    [{ head: "Hours ahead", width: 110 }, ...columns.map((head) => ({ head, width: 80, align: "right" as const }))],
    horizons.map((one) => [
      ...[String(one.hours), String(one.n), String(one.late), String(one.called), percent(one.precision)],
      ...[percent(one.recall), scored(one.brier), scored(one.naiveBrier), percent(one.naiveRecall)],
    ]),
  );
  sheet.paragraph("The naive rule calls a line late once it is past due. A Brier score of 0 is always right.");
  const scoredBins = horizons.filter(({ calibration }) => calibration.length > 0);
  const each = sheet.width / Math.max(1, scoredBins.length);
  const height = Math.min(250, sheet.bottom - sheet.y - 16);
  for (const [k, { hours, n, calibration }] of scoredBins.entries()) {
    const x = sheet.left + k * each;
    sheet.line(`${hours} h ahead, n ${n}`, { x, y: sheet.y, width: each }, { isBold: true });
    drawCalibration(sheet, calibration, { x, y: sheet.y + 16, width: Math.min(each - 12, 300), height });
  }
}

type Horizon = PackContent["answer"]["foresight"]["horizons"][number];

function caught({ recall, precision, late, called, n }: Horizon): string {
  if (recall === null) return `No line that was forecast a day ahead was late (n ${n}).`;
  if (late < FEW) {
    const met = Math.round(recall * late);
    return `A day ahead, the forecast caught ${met} of ${count(late, "late line")}; it called ${called} (n ${n}).`;
  }
  return `A day ahead, the forecast caught ${percent(recall)} of the late lines; ${percent(precision)} of those it \
called were late (n ${n}).`;
}

const scored = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
