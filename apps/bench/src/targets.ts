import type { EngineMeasure } from "./measure-engine.ts";
import type { Contestant } from "./measure-ratios.ts";
import { precise } from "./numbers.ts";
import type { Measured } from "./report.ts";

export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  /** Null: not measured in this run. */
  readonly isMet: boolean | null;
}

const VIEW = "PostgreSQL view, all late and short lines";
const IVM = "@tanstack/db-ivm";
const ANEW = "our own full recomputation";
const LIMIT = "limit: a loop over flat arrays";

/** What is wanted, and how far it is reached. */
export function targetsOf({ engines, ratios, shapes }: Measured): Target[] {
  const published = (size: number): EngineMeasure | undefined =>
    engines.find((one) => one.size === size && one.mix === "published");
  const [small, middle, large] = [published(10_000), published(100_000), published(1_000_000)];
  const atLeast = (name: string, wanted: number, is: number | null | undefined, unit = ""): Target => ({
    name,
    wanted: `≥ ${precise(wanted)}${unit}`,
    measured: is === null || is === undefined ? "not in this run" : `${precise(is)}${unit}`,
    isMet: is === null || is === undefined ? null : is >= wanted,
  });
  const atMost = (name: string, wanted: number, is: number | null | undefined, unit = ""): Target => ({
    name,
    wanted: `≤ ${precise(wanted)}${unit}`,
    measured: is === null || is === undefined ? "not in this run" : `${precise(is)}${unit}`,
    isMet: is === null || is === undefined ? null : is <= wanted,
  });
  const growth = small !== undefined && middle !== undefined ? small.factsASecond / middle.factsASecond : null;
  const perRatio = ratios.flatMap(({ lines, contestants }) => {
    const p99 = (name: string): number | undefined => contestants.find((one) => one.name === name)?.times.p99;
    const [ours, theirs] = [p99("our engine"), p99(IVM)];
    const at = `at ${lines.toLocaleString("en")} lines`;
    return [
      ...(lines >= 100_000
        ? [atLeast(`against the PostgreSQL view ${at}`, 10_000, ratioTo(contestants, VIEW), " x")]
        : []),
      atLeast(`against ${IVM} ${at}, facts/s`, 10, ratioTo(contestants, IVM), " x"),
      atLeast(`against ${IVM} ${at}, p99`, 20, ours === undefined || theirs === undefined ? null : theirs / ours, " x"),
      atLeast(`against our own full recomputation ${at}`, 1_000, ratioTo(contestants, ANEW), " x"),
      atLeast(`against the limit ${at}`, 1 / 20, ratioTo(contestants, LIMIT), " x"),
    ];
  });
  return [
    atLeast("sustained at 10,000 lines", 50_000, small?.factsASecond, " facts/s"),
    atLeast("sustained at 100,000 lines", 20_000, middle?.factsASecond, " facts/s"),
    atLeast("sustained at 1,000,000 lines", 5_000, large?.factsASecond, " facts/s"),
    ...[small, middle, large].flatMap((one) =>
      one === undefined
        ? []
        : [
            atMost(
              `p99 without machine events at ${one.size.toLocaleString("en")}`,
              1,
              one.hot["all but machine"]?.p99,
              " ms",
            ),
          ],
    ),
    atMost(
      "a machine down at 100,000 lines, p99 of machines at random",
      20,
      middle?.hot["machine down, any"]?.p99,
      " ms",
    ),
    ...[small, middle, large].flatMap((one) =>
      one === undefined
        ? []
        : [
            atMost(
              `memory at ${one.size.toLocaleString("en")}, bytes a line without the facts`,
              1_024,
              one.bytesALine.engine,
            ),
          ],
    ),
    atMost("cost of a fact from 10,000 to 100,000 lines", 3, growth, " x"),
    ...[small, middle, large].flatMap((one) =>
      one === undefined
        ? []
        : [
            atMost(
              `a fork of a later purchase against the fact, p50 at ${one.size.toLocaleString("en")}`,
              5,
              one.fork.fork.p50 / one.fork.fact.p50,
              " x",
            ),
          ],
    ),
    ...perRatio,
    ...shapes.map((one) =>
      atMost(
        `event to list at risk, ${one.lines.toLocaleString("en")} lines that hang together, the longest`,
        100,
        Math.max(...Object.values(one.events).map(({ most }) => most)),
        " ms",
      ),
    ),
  ];
}

const ratioTo = (contestants: readonly Contestant[], name: string): number | null => {
  const [ours, other] = ["our engine", name].map((wanted) => contestants.find((one) => one.name === wanted));
  return ours === undefined || other === undefined ? null : ours.factsASecond / other.factsASecond;
};
