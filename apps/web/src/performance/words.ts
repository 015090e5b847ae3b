import type { AlarmRate, KindFlags, LimitedFigure, ResponseStage, RoleRate } from "@lockstep/protocol/generated/schema";
import { percent, quantity } from "../format/numbers.ts";
import { formatSpan } from "../format/time.ts";
import { i18n, type MessageId, t, word } from "../i18n/i18n.ts";
import type { CsvTable } from "../ui/save-csv.ts";
import type { Performance } from "./performance-answer.ts";

const MINUTE = 60_000;

export const minutesText = (minutes: number | null): string => (minutes === null ? "–" : formatSpan(minutes * MINUTE));
export const perTenText = ({ perTenMinutes }: Pick<AlarmRate, "perTenMinutes">): string =>
  perTenMinutes === null ? "–" : quantity(Number(perTenMinutes.toFixed(2)));

/** The share that a limit is of, or its number. */
const SHARES: ReadonlySet<LimitedFigure> = new Set<LimitedFigure>(["FLOOD_SHARE", "FALSE_FLAG_RATE"]);

export function limitText({ limits }: Pick<Performance, "limits">, figure: LimitedFigure): string {
  const limit = limits.find((one) => one.figure === figure)?.limit ?? null;
  return SHARES.has(figure) ? percent(limit) : quantity(limit);
}

/** "below 10.0 %: within the limit"; where there is no figure, the limit alone. */
export function sideText(of: Pick<Performance, "limits">, figure: LimitedFigure): string {
  const { isBelow = false, isOver = null } = of.limits.find((one) => one.figure === figure) ?? {};
  const limit = limitText(of, figure);
  const bearable = isBelow ? t("performance.below", { limit }) : t("performance.atMost", { limit });
  if (isOver === null) return bearable;
  return `${bearable}: ${isOver ? t("performance.over") : t("performance.within")}`;
}

/** The answer before everything else. */
export const answerOf = ({ acknowledged: { n, inTime }, cards, falseFlags: { flagged } }: Performance): string =>
  t("performance.answer", { n, inTime, cards: cards.cards, flagged });

/** Of a newer server what it says itself. */
const own = (id: string, otherwise: string): string => (id in i18n.messages ? t(id as MessageId) : otherwise);

export function stageText(stage: string): string {
  const id = `performance.stage.${stage}`;
  return own(id, stage);
}

function reasonText(reason: string): string {
  const id = `performance.kinds.${reason}`;
  return own(id, reason);
}

export const budgetText = (reasons: readonly string[]): string =>
  reasons.length === 0 ? t("performance.kinds.ok") : reasons.map(reasonText).join(", ");

interface Named {
  readonly who: string;
  readonly rate: AlarmRate;
  /** To whom it narrows the cards. */
  readonly narrowed: Readonly<Record<string, string | null>>;
}

/** The board, then each role with its shifts below it. `isOfOne`: the plant needs no name. */
export const rateRows = (
  { cards, roles }: Performance,
  siteName: (id: string) => string,
  isOfOne: boolean,
): readonly Named[] => [
  { who: t("performance.roles.board"), rate: cards, narrowed: {} },
  ...roles.flatMap((one) => {
    const who = roleText(one, siteName, isOfOne);
    const narrowed = { role: one.role, of: one.site };
    const shifts = one.shifts.map(({ name: shift, rate }) => ({
      who: t("performance.roles.shift", { role: who, shift }),
      rate,
      narrowed: { ...narrowed, shift },
    }));
    return [{ who, rate: one.rate, narrowed }, ...shifts];
  }),
];

function roleText({ role, site }: RoleRate, siteName: (id: string) => string, isOfOne: boolean): string {
  const name = word("role", role);
  return site === null || isOfOne ? name : t("performance.roles.at", { role: name, site: siteName(site) });
}

export const RATE_COLUMNS = ["who", "cards", "perTen", "most", "flood"] as const;
export const STAGE_COLUMNS = ["stage", "n", "median", "p90"] as const;
export const KIND_COLUMNS = ["kind", "cards", "flagged", "most", "budget"] as const;
type Column = (typeof RATE_COLUMNS | typeof STAGE_COLUMNS | typeof KIND_COLUMNS)[number] | "card" | "since" | "comings";

export const head = (column: Column): string => t(`performance.column.${column}`);
const inMinutes = (column: Column): string => t("performance.column.minutes", { column: head(column) });

export const ratesShown = (rows: readonly Named[]): CsvTable => ({
  columns: RATE_COLUMNS.map(head),
  rows: rows.map(({ who, rate }) => [
    ...[who, quantity(rate.cards), perTenText(rate), quantity(rate.most)],
    percent(rate.floodShare),
  ]),
});

export const ratesFile = (rows: readonly Named[]): CsvTable => ({
  columns: [...RATE_COLUMNS.slice(0, 4).map(head), inMinutes("flood"), inMinutes("cards")],
  rows: rows.map(({ who, rate }) => [
    ...[who, rate.cards, rate.perTenMinutes, rate.most],
    ...[rate.floodMinutes, rate.minutes],
  ]),
});

export const stagesShown = (rows: readonly ResponseStage[]): CsvTable => ({
  columns: STAGE_COLUMNS.map(head),
  rows: rows.map(({ stage, n, medianMinutes, p90Minutes }) => [
    ...[stageText(stage), quantity(n), minutesText(medianMinutes), minutesText(p90Minutes)],
  ]),
});

export const stagesFile = (rows: readonly ResponseStage[]): CsvTable => ({
  columns: [head("stage"), head("n"), inMinutes("median"), inMinutes("p90")],
  rows: rows.map(({ stage, n, medianMinutes, p90Minutes }) => [stageText(stage), n, medianMinutes, p90Minutes]),
});

const flaggedText = ({ flagged, rate }: KindFlags): string =>
  rate === null || flagged === 0 ? quantity(flagged) : `${quantity(flagged)} (${percent(rate)})`;

export const kindsShown = (rows: readonly KindFlags[]): CsvTable => ({
  columns: KIND_COLUMNS.map(head),
  rows: rows.map((row) => [
    ...[word("kind", row.kind), quantity(row.cards), flaggedText(row), quantity(row.most)],
    budgetText(row.overBudget),
  ]),
});

export const kindsFile = (rows: readonly KindFlags[]): CsvTable => ({
  columns: KIND_COLUMNS.map(head),
  rows: rows.map(({ kind, cards, flagged, most, overBudget }) => [
    ...[word("kind", kind), cards, flagged, most],
    budgetText(overBudget),
  ]),
});

export const systemsText = (systems: Performance["falseFlags"]["systems"]): string =>
  t("performance.systems", {
    list: systems
      .map(({ system, flagged: n }) =>
        system === null ? t("performance.systems.unsaid", { n }) : t("performance.systems.one", { system, n }),
      )
      .join(", "),
  });
