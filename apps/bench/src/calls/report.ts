import { whole } from "../numbers.ts";
import { tableOf } from "../table.ts";

interface Late {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

/** As the tests tell them, one a line. */
export type Measured =
  | {
      readonly what: "timers";
      readonly kills: number;
      /** So long it lives at least between two of them. */
      readonly apartMs: number;
      readonly answerMs: number;
      readonly calm: Late;
      readonly restarted: Late;
      readonly repeats: number;
      readonly most: number;
    }
  | { readonly what: "races"; readonly races: number; readonly calls: number; readonly lapses: number };

const TARGETS = { calm: 2_000, restarted: 5_000 };

function lateRow(name: string, { n, p50, p99, most }: Late, wanted: number): string[] {
  const judged = n === 0 ? "none" : `${whole(p99)}, ${p99 <= wanted ? "met" : "**missed**"}`;
  return [name, whole(n), n === 0 ? "none" : whole(p50), whole(wanted), judged, n === 0 ? "none" : whole(most)];
}

export function callsReport(
  measured: readonly Measured[],
  { machine, date }: { readonly machine: string; readonly date: string },
): string {
  const parts = measured.map((one) => (one.what === "timers" ? timersText(one) : racesText(one)));
  return [`${date} UTC · ${machine}`, ...parts].join("\n\n");
}

function timersText({
  kills,
  apartMs,
  answerMs,
  calm,
  restarted,
  repeats,
  most,
}: Measured & { readonly what: "timers" }): string {
  const table = tableOf(
    ["late by, milliseconds", "n", "p50", "p99 wanted", "p99", "most"],
    [
      lateRow("due while the server was there", calm, TARGETS.calm),
      lateRow("due before it was there again, from then", restarted, TARGETS.restarted),
    ],
  );
  const n = whole(calm.n + restarted.n);
  return `${table}\n\n${n} timers, ${whole(kills)} kills, each ${whole(apartMs / 1_000)} s or more after the start, a receiver that takes ${whole(answerMs)} ms: none missed, none early. ${whole(repeats)} messages came a second time, each once for a kill and under the same key; after one kill at most ${whole(most)}.`;
}

const racesText = ({ races, calls, lapses }: Measured & { readonly what: "races" }): string =>
  `${whole(races)} acknowledgements that crossed the clock, ${whole(calls)} calls and ${whole(lapses)} lapses around them: no call was decided after an acknowledgement that was durable.`;
