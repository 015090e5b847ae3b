import { moneyExact, percent } from "@lockstep/domain/number-text";
import { drawIntervals } from "./draw-bars.ts";
import type { PackContent } from "./pack-question.ts";
import { count, kindText, momentText, zoneOfPack } from "./pack-words.ts";
import { INK, type Sheet } from "./sheet.ts";

const PERIODS = { TODAY: "Today", THIS_WEEK: "This week", NEXT_WEEK: "Next week" } as const;

/** What the week will be, and what is at risk now. */
export function aheadPage(sheet: Sheet, content: PackContent): void {
  const { otifForecast, overview, exceptions } = content.answer;
  sheet.beginPage("What will the week be?");
  const due = otifForecast.flatMap(({ value, lower, upper, ...rest }) =>
    value === null || lower === null || upper === null ? [] : [{ ...rest, value, lower, upper }],
  );
  if (due.length === 0) sheet.paragraph("No data: nothing is due this week or next.");
  else {
    sheet.paragraph(`In 8 of 10 such periods it is within. ${due[0]?.method ?? ""}`);
    const intervals = due.map(({ period, value, lower, upper, n }) => ({
      ...{ name: `${PERIODS[period]} (n ${n})`, value, lower, upper },
      text: `${percent(value)} (${percent(lower)} – ${percent(upper)})`,
    }));
    sheet.y = drawIntervals(sheet, intervals, { x: sheet.left, y: sheet.y, width: sheet.width });
    sheet.table(
      [
        { head: "Period", width: 120 },
        { head: "Known already", width: 120, align: "right" },
        { head: "n", width: 90, align: "right" },
        { head: "At risk in it", width: 150, align: "right" },
      ],
      due.map(({ period, closed, n, atRisk }) => [PERIODS[period], String(closed), String(n), moneyExact(atRisk)]),
    );
  }
  sheet.section("What is at risk now");
  const { total, onTrack, atRisk, late, short, done } = overview.promisesToday;
  const today =
    total === 0
      ? "No line is promised for today."
      : `Promised for today: ${total}, of them ${done} done, ${onTrack} on track, ${atRisk} at risk, ${late} late, ${short} short.`;
  const { totalAtRisk, openOrderLines } = overview;
  const now =
    openOrderLines === 0
      ? "No order line is open."
      : `${moneyExact(totalAtRisk)} of ${count(openOrderLines, "open line")}.`;
  sheet.paragraph(`${now} ${today}`);
  causesNow(sheet, content, exceptions);
}

/** A line is lost where nothing that is done now saves it any more. */
function causesNow(
  sheet: Sheet,
  content: PackContent,
  { totalCount, nodes }: PackContent["answer"]["exceptions"],
): void {
  if (nodes.length === 0) {
    sheet.paragraph("No exception is open.");
    return;
  }
  const zone = zoneOfPack(content);
  const room = Math.max(1, Math.floor((sheet.bottom - sheet.y) / 16) - 2);
  const shown = nodes.slice(0, room);
  sheet.paragraph(`The ${shown.length} with the most money of ${count(totalCount, "exception")}.`, {
    ...{ color: INK.quiet, gap: 3 },
  });
  sheet.table(
    [
      { head: "Cause", width: 120 },
      { head: "Of", width: 190 },
      { head: "At risk", width: 110, align: "right" },
      { head: "Lines hit", width: 80, align: "right" },
      { head: "Of them lost", width: 90, align: "right" },
      { head: "Act by", width: 150 },
    ],
    shown.map(({ kind, subject, valueAtRisk, impacted, actBy }) => [
      ...[kindText(kind), subject, moneyExact(valueAtRisk), String(impacted.length)],
      ...[String(impacted.filter(({ lost }) => lost).length), actBy === null ? "–" : momentText(actBy, zone)],
    ]),
  );
}
