import { percent } from "@lockstep/domain/number-text";
import { scaleLinear, scalePoint } from "d3-scale";
import type { PackAnswer } from "./pack-question.ts";
import { type Box, INK, rule, type Sheet } from "./sheet.ts";

type Chart = PackAnswer["otifControlChart"];
type Point = Chart["points"][number];

const LEFT = 46;
const RIGHT = 52;
const BOTTOM = 34;
const LABEL_WIDTH = 60;

/** Shares by week within what is normal for them: limits that step with n, a diamond where there is a signal. */
export function drawControlChart(sheet: Sheet, { points, centre, sigmaZ, signals }: Chart, box: Box): void {
  const { doc } = sheet;
  const [left, right] = [box.x + LEFT, box.x + box.width - RIGHT];
  const foot = box.y + box.height - BOTTOM;
  const x = scalePoint<string>(
    points.map(({ key }) => key),
    [left, right],
  ).padding(0.5);
  const least = points.reduce((low, { value, lower }) => Math.min(low, value, lower ?? 1), 1);
  const y = scaleLinear([Math.max(0, least - 0.05), 1], [foot, box.y]).nice(4);
  const half = x.step() / 2;
  const at = ({ key }: Point): number => x(key) ?? left;
  for (const tick of y.ticks(4)) {
    rule(doc, left, right, y(tick));
    sheet.line(percent(tick), { x: box.x, y: y(tick) - 5, width: LEFT - 6 }, { ...QUIET, align: "right" });
  }
  for (const point of points) {
    if (point.lower === null || point.upper === null) continue;
    doc.rect(at(point) - half, y(point.upper), 2 * half, y(point.lower) - y(point.upper)).fill(INK.band);
  }
  if (centre !== null && sigmaZ !== null) {
    doc.dash(4, { space: 3 });
    rule(doc, left, right, y(centre), INK.quiet);
    doc.undash();
    nameLimits(sheet, { points, centre, at: right + 6, y });
  }
  for (const [k, point] of points.entries()) {
    if (k === 0) doc.moveTo(at(point), y(point.value));
    else doc.lineTo(at(point), y(point.value));
  }
  if (points.length > 1) doc.lineWidth(1.5).strokeColor(INK.mark).stroke();
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / Math.max(1, x.step())));
  for (const [k, point] of points.entries()) {
    const isSignal = signals.some(({ from, to }) => from <= point.key && point.key <= to);
    drawMark(doc, { x: at(point), y: y(point.value), isSignal, isRunning: point.isRunning });
    if (k % every !== (points.length - 1) % every) continue;
    const under = { x: at(point) - LABEL_WIDTH / 2, width: LABEL_WIDTH };
    sheet.line(point.key, { ...under, y: foot + 8 }, { ...QUIET, align: "center" });
    sheet.line(`n ${point.n}`, { ...under, y: foot + 20 }, { ...QUIET, align: "center" });
  }
}

const QUIET = { size: 8, color: INK.quiet };
const APART = 11;

interface Limited {
  readonly points: readonly Point[];
  readonly centre: number;
  readonly at: number;
  readonly y: (share: number) => number;
}

/** One under the other, also where the lines that they name are close. */
function nameLimits(sheet: Sheet, { points, centre, at, y }: Limited): void {
  const last = points.findLast(({ lower }) => lower !== null);
  if (last?.lower === null || last?.lower === undefined || last.upper === null) return;
  const middle = y(centre);
  const named = [
    ["upper", Math.min(y(last.upper), middle - APART)],
    ["centre", middle],
    ["lower", Math.max(y(last.lower), middle + APART)],
  ] as const;
  for (const [text, place] of named) sheet.line(text, { x: at, y: place - 5, width: RIGHT }, QUIET);
}

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly isSignal: boolean;
  readonly isRunning: boolean;
}

/** Not told by colour alone: a signal is a diamond, a week that has not ended is hollow. */
function drawMark(doc: PDFKit.PDFDocument, { x, y, isSignal, isRunning }: Mark): void {
  if (isSignal) doc.polygon([x, y - 6], [x + 6, y], [x, y + 6], [x - 6, y]).fill(INK.bad);
  else if (isRunning) doc.circle(x, y, 3.5).lineWidth(1.2).fillAndStroke("#ffffff", INK.mark);
  else doc.circle(x, y, 3.5).fill(INK.mark);
}
