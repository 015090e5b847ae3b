import { HOUR, type Instant } from "@lockstep/domain/instant";
import { canonicalText } from "@lockstep/domain/json";
import { byCodeUnit } from "@lockstep/domain/world";
import type {
  LineageFigure,
  LineageMakeUp,
  LineageOf,
  LineagePart,
  LineageUnit,
} from "@lockstep/protocol/generated/schema";
import type { LineageMade } from "@lockstep/protocol/rows";
import { median } from "@lockstep/workflow/quantiles";
import { halfLifeOf, survivalOf } from "@lockstep/workflow/survival/kaplan-meier";
import type { AsMoney } from "../wire/money.ts";
import { isoOrNull } from "../wire/words.ts";

/** One thing that a figure is made of. */
export interface Part {
  readonly of: LineageOf;
  readonly id: string;
  readonly figure: LineageFigure;
  readonly name: string;
  /** In the unit of the figure; money in minor units. */
  readonly value?: number;
  readonly weight?: number;
  readonly at?: Instant | null;
}

/** A figure as its parts: what they come to by `makeUp` is the figure. */
export interface MadeOf {
  readonly makeUp: LineageMakeUp;
  readonly unit: LineageUnit;
  /** In order. */
  readonly parts: readonly Part[];
  /** What each part adds, or weighs, is money, whatever the figure is in. */
  readonly isOfMoney?: boolean;
}

export const countOf = (parts: readonly Part[]): MadeOf => ({ makeUp: "COUNT", unit: "NUMBER", parts });
export const moneyOf = (parts: readonly Part[]): MadeOf => ({
  makeUp: "SUM",
  unit: "MONEY",
  parts: dearestFirst(parts),
  isOfMoney: true,
});
export const shareOf = (parts: readonly Part[], isOfMoney = false): MadeOf => ({
  makeUp: "SHARE",
  unit: "SHARE",
  parts,
  isOfMoney,
});
export const basisOf = (parts: readonly Part[], unit: LineageUnit = "NUMBER"): MadeOf => ({
  makeUp: "BASIS",
  unit,
  parts,
});

/** What adds nothing is left out: of many lines few are at risk. */
const dearestFirst = (parts: readonly Part[]): readonly Part[] =>
  parts.filter(({ value }) => value !== 0).toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));

/** Null: nothing to divide by, or not to be had from the parts alone. */
export function totalOf({ makeUp, parts }: MadeOf): number | null {
  const sum = (of: (part: Part) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const values = parts.map(({ value = 0 }) => value);
  switch (makeUp) {
    case "SUM":
      return sum(({ value = 0 }) => value);
    case "COUNT":
      return parts.length;
    case "SHARE": {
      const weight = sum((part) => part.weight ?? 1);
      return weight === 0 ? null : sum(({ value = 0 }) => value) / weight;
    }
    case "MEDIAN":
      return median(values);
    case "HALF_LIFE":
      return halfLifeOf(
        survivalOf(parts.map(({ value = 0, weight }) => ({ after: value * HOUR, isFailed: weight !== 0 }))),
      );
    case "BASIS":
      return null;
  }
}

/** In JSON as it stands in an answer. */
export const inUnit = (value: number | null, unit: LineageUnit, asMoney: AsMoney): unknown =>
  value !== null && unit === "MONEY" ? asMoney(value) : value;

/** Who is shown no money sees of what a figure is made, and not how much each part is of it, nor in which order. */
function withoutWeights({ of, id, figure, name, at }: Part): Part {
  return { of, id, figure, name, ...(at === undefined ? {} : { at }) };
}

export function madeRow(made: MadeOf, { asMoney, isBlind }: { asMoney: AsMoney; isBlind: boolean }): LineageMade {
  const { makeUp, unit } = made;
  const parts = isBlind && made.isOfMoney === true ? made.parts.map(withoutWeights).toSorted(byId) : made.parts;
  const text = (value: number | null): string | null =>
    value === null ? null : canonicalText(inUnit(value, unit, asMoney));
  return {
    ...{ makeUp, unit, total: text(totalOf(made)) },
    parts: parts.map(
      ({ value = null, weight = null, at, ...same }): LineagePart => ({
        ...{ ...same, weight },
        value: text(value),
        at: isoOrNull(at),
      }),
    ),
  };
}

const byId = (a: Part, b: Part): number => byCodeUnit(a.id, b.id);
