import { moneyExact, percent } from "@lockstep/domain/number-text";
import type { OtifFailureKind } from "@lockstep/protocol/generated/schema";
import type { PackContent } from "./pack-question.ts";
import {
  count,
  headOf,
  kindText,
  momentText,
  NO_DATA,
  NONE_DATED,
  placeText,
  rangeText,
  shareOf,
  zoneOfPack,
} from "./pack-words.ts";
import { INK, rule, type Sheet } from "./sheet.ts";

/** Of what, when, how it stands: whoever reads no further has the answer. */
export function coverPage(sheet: Sheet, content: PackContent): void {
  const { answer, from, to, definition } = content;
  const zone = zoneOfPack(content);
  sheet.doc.addPage();
  sheet.y = 96;
  sheet.paragraph("On time in full", { size: 30, isBold: true, gap: 10 });
  sheet.paragraph(placeText(content), { size: 15, gap: 4 });
  sheet.paragraph(rangeText(from, to, zone), { size: 15, gap: 4 });
  const head = headOf(content);
  if (head !== undefined) {
    sheet.paragraph(`${definition}, version ${head.version}. ${head.description}`, { size: 11, color: INK.quiet });
  }
  const asOf = `Data as of ${momentText(answer.asOf.now, zone)}, sequence ${answer.asOf.seq}`;
  sheet.paragraph(asOf, { size: 11, color: INK.quiet, gap: 26 });
  for (const sentence of answerOf(content)) sheet.paragraph(sentence, { size: 15, gap: 8, width: 660 });
  sheet.y += 22;
  figures(sheet, content);
}

/** Two sentences: how it stands and whether it is changing; why, and what the week will be. */
export function answerOf({ answer, definition }: PackContent): readonly [string, string] {
  const { otifComparison, otifControlChart, causes, otifForecast } = answer;
  const compared = otifComparison.find((one) => one.definition === definition);
  const week = otifForecast.find(({ period }) => period === "THIS_WEEK");
  const coming =
    week === undefined || week.value === null
      ? "nothing is due this week"
      : `this week is expected to be ${percent(week.value)} (${percent(week.lower)} to ${percent(week.upper)})`;
  if (compared === undefined || compared.n === 0 || compared.value === null) {
    return [NONE_DATED, `${upper(coming)}.`];
  }
  const first = causes.bars[0];
  const why =
    first === undefined
      ? "Nothing was missed"
      : `The largest cause is “${kindText(first.key as OtifFailureKind)}”, with ` +
        `${moneyExact(first.missing)} of the ${moneyExact(causes.missing)} missed and ${first.failed} of ${causes.failed} failed`;
  const share = shareOf(compared.value, compared.n, compared.level);
  return [`${share} were on time in full; ${changing(otifControlChart)}.`, `${why}; ${coming}.`];
}

/** Signal or noise. */
export function changing({
  centre,
  sigmaZ,
  signals,
  finding,
}: Pick<PackContent["answer"]["otifControlChart"], "centre" | "sigmaZ" | "signals" | "finding">): string {
  const said = lower(finding.replace(/\.$/, ""));
  if (centre === null) return "it is too early to tell whether that is changing: no week has ended";
  if (sigmaZ === null) return `whether that is changing cannot be told: ${said}`;
  return signals.length === 0 ? "week by week it is within normal variation" : `it has changed: ${said}`;
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** Names such as 2026-W10 stay as they are. */
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function figures(sheet: Sheet, { answer, definition }: PackContent): void {
  const { otifComparison, otifForecast, overview, causes } = answer;
  const compared = otifComparison.find((one) => one.definition === definition);
  const week = otifForecast.find(({ period }) => period === "THIS_WEEK");
  const hasData = compared !== undefined && compared.n > 0;
  const shown: readonly (readonly [string, string, string])[] = [
    [
      "In this time",
      hasData ? percent(compared.value) : "–",
      hasData ? shareOf(compared.value, compared.n, compared.level) : NO_DATA,
    ],
    [
      "This week will be",
      percent(week?.value ?? null),
      week === undefined || week.value === null
        ? "Nothing is due this week"
        : `${percent(week.lower)} to ${percent(week.upper)}, n ${week.n}`,
    ],
    [
      "Money at risk now",
      overview.openOrderLines === 0 ? "–" : moneyExact(overview.totalAtRisk),
      count(overview.openOrderLines, "open line"),
    ],
    ["Missed in this time", hasData ? moneyExact(causes.missing) : "–", hasData ? `${causes.failed} failed` : NO_DATA],
  ];
  const each = sheet.width / shown.length;
  rule(sheet.doc, sheet.left, sheet.left + sheet.width, sheet.y - 10);
  for (const [k, [name, value, small]] of shown.entries()) {
    const at = { x: sheet.left + k * each, width: each - 10 };
    sheet.line(name, { ...at, y: sheet.y }, { color: INK.quiet });
    sheet.line(value, { ...at, y: sheet.y + 18 }, { size: 20, isBold: true });
    sheet.line(small, { ...at, y: sheet.y + 48 }, { color: INK.quiet });
  }
}
