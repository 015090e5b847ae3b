import { scaleLinear } from "d3-scale";
import { type Box, INK, rule, type Sheet } from "./sheet.ts";

export interface Bar {
  readonly name: string;
  readonly size: number;
  readonly text: string;
}

const ROW = 19;
const NAME = 128;

/** One below the other, all to one scale from 0. */
export function drawBars(sheet: Sheet, bars: readonly Bar[], box: Omit<Box, "height">): void {
  const { doc } = sheet;
  const left = box.x + NAME;
  const textWidth = 96;
  const most = bars.reduce((max, { size }) => Math.max(max, size), 0);
  const x = scaleLinear([0, most === 0 ? 1 : most], [left, box.x + box.width - textWidth]);
  for (const [k, { name, size, text }] of bars.entries()) {
    const y = box.y + k * ROW;
    sheet.line(name, { x: box.x, y: y + 3, width: NAME - 8 }, { size: 9, align: "right" });
    if (size > 0) doc.rect(left, y + 2, Math.max(1, x(size) - left), ROW - 6).fill(INK.mark);
    sheet.line(text, { x: x(size) + 5, y: y + 3, width: textWidth }, { size: 9, color: INK.quiet });
  }
  doc
    .moveTo(left, box.y)
    .lineTo(left, box.y + bars.length * ROW)
    .lineWidth(0.5)
    .strokeColor(INK.quiet)
    .stroke();
}

interface Fall {
  readonly name: string;
  /** In percent of all. */
  readonly lost: number;
}

/** From 100 % down to the result: each step begins where the one before ended. */
export function drawWaterfall(sheet: Sheet, falls: readonly Fall[], result: number, box: Omit<Box, "height">): number {
  const { doc } = sheet;
  const left = box.x + NAME;
  // What was kept is most of it and says little: the scale begins near the result, and the axis says so.
  const least = Math.max(0, Math.floor((result - 5) / 10) * 10);
  const x = scaleLinear([least, 100], [left, box.x + box.width - 48]);
  let level = 100;
  const steps = falls.map(({ name, lost }) => {
    const from = level;
    level -= lost;
    return { name, from, to: level, text: `−${lost.toFixed(2)}`, color: INK.bad };
  });
  const rows = [
    { name: "All", from: 100, to: least, text: "100.00", color: INK.quiet },
    ...steps,
    { name: "Kept", from: result, to: least, text: result.toFixed(2), color: INK.mark },
  ];
  for (const [k, { name, from, to, text, color }] of rows.entries()) {
    const y = box.y + k * ROW;
    sheet.line(name, { x: box.x, y: y + 3, width: NAME - 8 }, { size: 9, align: "right" });
    doc.rect(x(to), y + 2, Math.max(1, x(from) - x(to)), ROW - 6).fill(color);
    sheet.line(text, { x: x(from) + 5, y: y + 3, width: 44 }, { size: 9, color: INK.quiet });
  }
  const foot = box.y + rows.length * ROW + 2;
  rule(doc, left, x(100), foot, INK.quiet);
  for (const tick of [least, 100]) {
    const at = { x: x(tick) - 24, y: foot + 4, width: 48 };
    sheet.line(`${tick} %`, at, { size: 8, color: INK.quiet, align: "center" });
  }
  return foot + 20;
}

interface Interval {
  readonly name: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly text: string;
}

/** What is expected as a dot, and how far it may be off as a line. */
export function drawIntervals(sheet: Sheet, intervals: readonly Interval[], box: Omit<Box, "height">): number {
  const { doc } = sheet;
  const left = box.x + NAME;
  const lowest = intervals.reduce((low, { lower }) => Math.min(low, lower), 1);
  const x = scaleLinear([Math.max(0, Math.floor(lowest * 10 - 0.5) / 10), 1], [left, box.x + box.width - 150]);
  for (const [k, { name, value, lower, upper, text }] of intervals.entries()) {
    const y = box.y + k * 26 + 10;
    sheet.line(name, { x: box.x, y: y - 6, width: NAME - 8 }, { align: "right" });
    rule(doc, x(x.domain()[0] ?? 0), x(1), y);
    doc.moveTo(x(lower), y).lineTo(x(upper), y).lineWidth(5).strokeColor(INK.band).stroke();
    for (const end of [lower, upper]) doc.rect(x(end) - 0.75, y - 5, 1.5, 10).fill(INK.mark);
    doc.circle(x(value), y, 4).fill(INK.mark);
    sheet.line(text, { x: x(1) + 10, y: y - 6, width: 140 }, { color: INK.quiet });
  }
  const foot = box.y + intervals.length * 26 + 4;
  for (const tick of x.ticks(4)) {
    const at = { x: x(tick) - 24, y: foot, width: 48 };
    sheet.line(`${Math.round(tick * 100)} %`, at, { size: 8, color: INK.quiet, align: "center" });
  }
  return foot + 20;
}
