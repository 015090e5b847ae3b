import { precise, whole } from "../numbers.ts";
import { tableOf } from "../table.ts";
import type { OutcomeMeasure } from "./measure-outcomes.ts";

interface Made {
  readonly machine: string;
  readonly date: string;
}

const WANTED = { postgres: 300, embedded: 1_000 };
const LATE_FACT_MS = 1_000;
const HEAD = [
  ...["outcomes", "store", "rounds", "the page p50, ms", "p95, ms", "a late fact in its week after, ms"],
  ...["loaded in s", "server's memory, GB"],
];

const judged = (measured: number, wanted: number): string =>
  `${precise(measured)} (≤ ${whole(wanted)}, ${measured <= wanted ? "met" : "**missed**"})`;

/** Nearest rank. */
const p = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * times.length) - 1)] ?? Number.NaN;

export function outcomesReport(measures: readonly OutcomeMeasure[], { machine, date }: Made): string {
  const rows = measures.map(({ lines, store, page, lateFactMs, loadedSeconds, residentBytes }) => {
    const p95 = p(page, 0.95);
    return [
      ...[whole(lines), store, `${page.length}`, precise(p(page, 0.5)), judged(p95, WANTED[store])],
      ...[judged(lateFactMs, LATE_FACT_MS), whole(loadedSeconds), precise(residentBytes / 2 ** 30)],
    ];
  });
  const largest = measures.at(-1);
  const questions = (largest?.questions ?? []).map(({ name, times, bytes }) => [
    name,
    precise(p(times, 0.5)),
    precise(p(times, 0.95)),
    precise(bytes / 1_000),
  ]);
  return [
    `${date} UTC · ${machine}`,
    "",
    tableOf(HEAD, rows),
    "",
    `Each question alone, ${whole(largest?.lines ?? 0)} outcomes, ${largest?.store ?? ""}:`,
    "",
    tableOf(["question", "p50, ms", "p95, ms", "kB"], questions),
  ].join("\n");
}
