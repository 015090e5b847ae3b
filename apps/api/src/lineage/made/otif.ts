import type {
  LineageFigure,
  OtifFailureFilter,
  OtifFailureGrouping,
  OtifFailureKind,
  OtifPeriod,
} from "@lockstep/protocol/generated/schema";
import type { Account } from "@lockstep/workflow/otif/account";
import type { Scored } from "@lockstep/workflow/otif/foresight";
import { calledIn } from "@lockstep/workflow/otif/saved";
import { SCALE } from "@lockstep/workflow/otif/sums";
import { badInput } from "../../errors.ts";
import { savedIn, scoredOf, warningOf } from "../../query/foresight.ts";
import type { Moment } from "../../query/moment.ts";
import { asked } from "../../query/otif.ts";
import { keyOf, passesFilter } from "../../query/otif-failures.ts";
import { forecastBehind } from "../../query/otif-forecast.ts";
import { rangeFor } from "../../query/otif-range.ts";
import { customerName } from "../../wire/names.ts";
import { type FigureId, rangeIn, readFigureId } from "../figure-id.ts";
import { countOf, inUnit, type MadeOf, moneyOf, type Part, shareOf, totalOf } from "../made-of.ts";
import { eachOnce, lineThing, type Subject, subject } from "../subject.ts";

const LOOKS =
  "The id of an OTIF figure is its definition, from and to: requested/2026-03-01T00:00:00Z/2026-03-08T00:00:00Z.";
const TIME_LOOKS = "The id is from and to: 2026-03-01T00:00:00Z/2026-03-08T00:00:00Z, and ?site=P of one site.";

/** A figure of promises that were due in a time, with what narrows it. */
export function otifSubject(moment: Moment, text: string, figure: LineageFigure): Subject {
  const id = readFigureId(text);
  const definition = id.path[0] ?? "";
  const { from, to } = rangeIn(id, 1, LOOKS);
  const { family, cube } = asked(moment.view.otif, { definition, from, to });
  const passes = passesFilter(filterIn(id));
  const range = rangeFor(moment, { from, to }, id.get("site"));
  const accounts = [...(figure === "FAILED" || figure === "MISSING" ? cube.failed(range) : cube.all(range))]
    .filter((account) => passes(account) && !isExcepted(id, account))
    .sort((a, b) => a.date - b.date || (a.key < b.key ? -1 : 1));
  const scale = SCALE[family.head.level];
  const part = (account: Account, more: Partial<Part> = {}): Part => accountPart(moment, account, more);
  const made = ((): MadeOf => {
    switch (figure) {
      case "FAILED":
        return countOf(accounts.map((one) => part(one)));
      case "MISSING":
        return moneyOf(accounts.map((one) => part(one, { value: one.missingMinor })));
      case "FINE":
        return moneyOf(accounts.map((one) => part(one, { value: one.fineMinor })));
      default:
        return shareOf(
          accounts.map((one) => part(one, { value: one.credit / scale, weight: one.size / scale })),
          family.head.level === "value",
        );
    }
  })();
  const total = totalOf(made);
  return subject(eachOnce(accounts.flatMap(({ lines }) => lines.map(({ facts }) => lineThing(facts.id)))), {
    value: figure === "ALL" ? { value: total, n: accounts.length } : inUnit(total, made.unit, moment.view.asMoney),
    made,
  });
}

/** `by=CUSTOMER&except=C-1&except=C-2`: what is left beside what stands by itself. */
function isExcepted({ get, all }: FigureId, account: Account): boolean {
  const by = GROUPINGS.find((one) => one === get("by"));
  return by !== undefined && all("except").includes(keyOf(account, by));
}

const GROUPINGS: readonly OtifFailureGrouping[] = [
  ...(["CAUSE", "CUSTOMER", "ITEM", "RESOURCE", "SITE", "SUBJECT", "SUPPLIER", "WEEK"] as const),
];

function filterIn({ get }: FigureId): OtifFailureFilter {
  const kinds = get("kinds");
  return {
    kinds: kinds === null ? null : (kinds.split(",") as OtifFailureKind[]),
    week: get("week"),
    customer: get("customer"),
    item: get("item"),
    resource: get("resource"),
    supplier: get("supplier"),
  };
}

/** An order of several lines is told by the one that failed first, else by its last. */
function accountPart({ view }: Moment, { key, lines, worst, customer, date }: Account, more: Partial<Part>): Part {
  const line = worst ?? lines.at(-1);
  return {
    ...{ of: "SALES_ORDER_LINE", id: line?.facts.id ?? key, figure: "ALL", at: date },
    name: `${key} · ${customerName(view.world, customer)}`,
    ...more,
  };
}

const PERIODS: readonly OtifPeriod[] = ["TODAY", "THIS_WEEK", "NEXT_WEEK"];

/** What today, this week or next week will come to, and the money that can still be lost of it. */
export function forecastSubject(moment: Moment, text: string, figure: LineageFigure): Subject {
  const id = readFigureId(text);
  const period = PERIODS.find((one) => one === id.path[1]);
  if (period === undefined) throw badInput(`The id is a definition and one of ${PERIODS.join(", ")}: requested/TODAY.`);
  const { counted, open } = forecastBehind(moment, { definition: id.path[0] ?? "", site: id.get("site") }, period);
  const lineName = (line: (typeof open)[number]["line"]): string =>
    `${line.facts.id} · ${customerName(moment.view.world, line.facts.data.customer)}`;
  const made =
    figure === "VALUE_AT_RISK"
      ? moneyOf(
          open.map(({ line, atRiskMinor }) => ({
            ...{
              of: "SALES_ORDER_LINE",
              id: line.facts.id,
              figure,
              name: lineName(line),
              value: atRiskMinor,
              at: line.date,
            },
          })),
        )
      : shareOf(
          counted.flatMap(({ lines, chances }): readonly Part[] => {
            const last = lines.at(-1);
            if (last === undefined) return [];
            const weight = chances.reduce((all, one) => all + one.weight, 0);
            const value = chances.reduce((all, one) => all + one.weight * one.kept, 0);
            const figure = last.closesAt > moment.view.clock ? "P_LATE" : "ALL";
            return [
              { of: "SALES_ORDER_LINE", id: last.facts.id, figure, name: lineName(last), value, weight, at: last.date },
            ];
          }),
        );
  const things = counted.flatMap(({ lines }) => lines.map(({ facts }) => lineThing(facts.id)));
  return subject(eachOnce(things), { value: inUnit(totalOf(made), made.unit, moment.view.asMoney), made });
}

/** Promises that were called late, and those of them that were saved. */
export function savedSubject(moment: Moment, text: string, figure: LineageFigure): Subject {
  const id = readFigureId(text);
  const question = { ...rangeIn(id, 0, TIME_LOOKS), site: id.get("site") };
  const { view } = moment;
  const called = calledIn(scoredOf(moment, question));
  const shown = called.filter(({ wasLate }) => (figure === "LATE" ? wasLate : figure === "CAME" ? !wasLate : true));
  const saved = figure === "ALL" ? savedIn(moment, question).saved : null;
  const parts = (saved ?? shown).map(({ line, closesAt, ...one }) =>
    promisePart(line, closesAt, "by" in one ? { name: `${line} · ${one.by}` } : {}),
  );
  const acted = (saved ?? []).flatMap(({ exception }) => view.workflow.records.get(exception) ?? []);
  const made = countOf(parts);
  return subject(eachOnce(parts.map((part) => lineThing(part.id))), {
    value: parts.length,
    made,
    acted: [...new Set(acted)],
  });
}

const promisePart = (line: string, closesAt: number, more: Partial<Part> = {}): Part => ({
  ...{ of: "SALES_ORDER_LINE", id: line, figure: "ALL", name: line, at: closesAt },
  ...more,
});

/** How good the forecast of single lines was: of one horizon, or of all. */
export function foresightSubject(moment: Moment, text: string, figure: LineageFigure): Subject {
  const id = readFigureId(text);
  const all = scoredOf(moment, { ...rangeIn(id, 0, TIME_LOOKS), site: id.get("site") });
  const hours = id.get("hours");
  const made = hours === null ? ofPromises(moment, all, figure) : ofHorizon(all, Number(hours), figure);
  return subject(eachOnce(made.parts.map((part) => lineThing(part.id))), { value: totalOf(made), made });
}

function ofPromises({ view }: Moment, all: readonly Scored[], figure: LineageFigure): MadeOf {
  const late = [
    ...new Map(all.filter((one) => one.wasLate).map((one) => [`${one.line}\0${one.closesAt}`, one])).values(),
  ];
  if (figure !== "WARNING") return countOf(late.map(({ line, closesAt }) => promisePart(line, closesAt)));
  const parts = late.flatMap(({ line, closesAt }): readonly Part[] => {
    const hours = warningOf(view.otif.ledger, line, closesAt);
    return hours === null ? [] : [promisePart(line, closesAt, { value: hours })];
  });
  return { makeUp: "MEDIAN", unit: "HOURS", parts };
}

function ofHorizon(all: readonly Scored[], hours: number, figure: LineageFigure): MadeOf {
  const own = all.filter(({ horizonHours }) => horizonHours === hours);
  const parts = (some: readonly Scored[], inUnitOne?: (one: Scored) => number): readonly Part[] =>
    some.map((one) => {
      const weighed = inUnitOne === undefined ? {} : { value: inUnitOne(one), weight: 1 };
      return promisePart(one.line, one.closesAt, weighed);
    });
  const late = own.filter(({ wasLate }) => wasLate);
  const called = own.filter(({ isCalled }) => isCalled);
  switch (figure) {
    case "LATE":
      return countOf(parts(late));
    case "CALLED":
      return countOf(parts(called));
    case "PRECISION":
      return shareOf(parts(called, ({ wasLate }) => Number(wasLate)));
    case "RECALL":
      return shareOf(parts(late, ({ isCalled }) => Number(isCalled)));
    case "BRIER":
      return { ...shareOf(parts(own, ({ pLate, wasLate }) => (pLate - Number(wasLate)) ** 2)), unit: "NUMBER" };
    default:
      return countOf(parts(own));
  }
}
