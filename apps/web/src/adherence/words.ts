import { FEW, percent, quantity, shareOrCount } from "../format/numbers.ts";
import { i18n, type MessageId, t } from "../i18n/i18n.ts";
import type { KeptRow, LineRow, OeeLine, SurvivalRow, WeekRow } from "./adherence-answer.ts";

export const hoursText = (hours: number): string => t("adherence.hours", { hours: quantity(Number(hours.toFixed(1))) });

/** A share as a figure of a file. */
export const inPercent = (share: number | null): number | null =>
  share === null ? null : Number((share * 100).toFixed(1));

/** "31 h", or "over 60 h" where more than half are whole for as long as they were watched. */
export function halfLifeText({ n, halfLifeHours, horizonHours }: HalfLife): string {
  if (n === 0) return t("adherence.noData");
  return halfLifeHours === null ? t("adherence.over", { hours: hoursText(horizonHours) }) : hoursText(halfLifeHours);
}

export interface HalfLife {
  readonly n: number;
  readonly halfLifeHours: number | null;
  readonly horizonHours: number;
}

export function assumptionText(assumption: string): string {
  const id = `adherence.assumption.${assumption}`;
  return id in i18n.messages ? t(id as MessageId) : assumption;
}

/** So many of the last published weeks are looked at. */
export const WEEKS = 8;

/** The latest that says anything. */
export const latestWeek = ({ weeks }: Pick<SurvivalRow, "weeks">): WeekRow | undefined =>
  weeks.findLast(({ n }) => n > 0);

/** The answer before everything else: how long the latest plan that says anything has held, and what broke it. */
export function answerOf(survival: SurvivalRow): string {
  const week = latestWeek(survival);
  if (week === undefined) return t("adherence.answer.none");
  const { n, broken, halfLifeHours, horizonHours, worst } = week;
  const about = { week: week.plan.week, n, left: n - broken };
  const held =
    halfLifeHours === null
      ? t("adherence.answer.holds", { ...about, hours: hoursText(horizonHours) })
      : t("adherence.answer.half", { ...about, hours: hoursText(halfLifeHours) });
  const [cause] = worst?.hazards ?? week.hazards;
  if (cause === undefined) return held;
  const why = assumptionText(cause.assumption);
  return worst === null
    ? t("adherence.answer.why", { held, why })
    : t("adherence.answer.whyLine", { held, why, line: worst.name });
}

export const weekText = (week: WeekRow): string =>
  t("adherence.week.summary", { week: week.plan.week, n: week.n, half: halfLifeText(week) });

/** "92.4 %" of many, "11 of 12" of few. */
export function keptText({ n, share }: Pick<KeptRow, "n" | "share">): string {
  const said = shareOrCount(share, n, "ORDER");
  return said === null ? "–" : t("adherence.kept", { kept: said.text, n });
}

/** Between which shifts OEE differs most, of those that have one. */
export function shiftsText(rows: readonly Pick<OeeLine, "key" | "name" | "oee">[]): string {
  const known = rows
    .flatMap(({ key, name, oee }) => (key === "" || oee === null ? [] : [{ name, oee }]))
    .toSorted((a, b) => a.oee - b.oee);
  const [least, most] = [known[0], known.at(-1)];
  if (least === undefined || most === undefined) return t("adherence.oee.noneByShift");
  if (least.name === most.name) return t("adherence.oee.oneShift", { shift: most.name, oee: percent(most.oee) });
  return t("adherence.oee.shifts", {
    ...{ least: least.name, leastOee: percent(least.oee) },
    ...{ most: most.name, mostOee: percent(most.oee) },
  });
}

/**
 * Which line keeps its plan least, of those with enough to say so; if all is kept, that. What is said of shifts is never word for word
 * what is said of lines: the cards stand on one page and are told apart by it.
 */
export function linesText(
  all: readonly Pick<LineRow, "key" | "name" | "finishes">[],
  of: "line" | "shift" = "line",
): string {
  const rows = of === "line" ? all : all.filter(({ key }) => key !== "");
  const sum = { n: 0, kept: 0 };
  for (const { finishes } of rows) {
    sum.n += finishes.n;
    sum.kept += finishes.kept;
  }
  if (sum.n === 0) return of === "line" ? t("adherence.lines.none") : t("adherence.shifts.none");
  const finishes = keptText({ n: sum.n, share: sum.kept / sum.n });
  if (sum.kept === sum.n)
    return of === "line" ? t("adherence.lines.all", { finishes }) : t("adherence.shifts.all", { finishes });
  const [least] = rows
    .filter((one) => one.finishes.n >= FEW)
    .toSorted((a, b) => (a.finishes.share ?? 1) - (b.finishes.share ?? 1));
  if (least === undefined || least.finishes.kept === least.finishes.n)
    return of === "line" ? t("adherence.lines.few", { finishes }) : t("adherence.shifts.few", { finishes });
  const worst = { line: least.name, finishes: keptText(least.finishes) };
  return of === "line" ? t("adherence.lines.title", worst) : t("adherence.shifts.title", worst);
}
