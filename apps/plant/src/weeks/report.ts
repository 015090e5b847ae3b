import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { Play, Played } from "./play.ts";

export interface Reported {
  readonly play: Pick<Play, "seed" | "days" | "stepHours"> & { readonly start: Instant };
  /**
   * The share of exceptions that people answered, and what came of it. The forecast is scored by the first, in which nobody
   * should act: where somebody does, a call that was right comes out as wrong. What was saved is of the last.
   */
  readonly runs: readonly { readonly share: number; readonly played: Played }[];
}

/** All figures as Markdown. Nothing in it is of the machine or of the hour: the same seed gives the same text. */
export function weeksReport({ play: { seed, start, days, stepHours }, runs }: Reported): string {
  const [shown, acted] = [runs[0], runs.at(-1)];
  if (shown === undefined || acted === undefined) return "Nothing was played.";
  const { foresight } = shown.played;
  const { linesSaved } = acted.played;
  const step = stepHours === 1 ? "an hour" : `${stepHours} h`;
  const facts = runs.map(({ played }) => whole(played.facts)).join(" and ");
  const refused = runs.reduce((sum, { played }) => sum + played.quarantined, 0);
  return [
    `Seed ${seed}, ${days} days from ${isoOf(start).slice(0, 10)}, ${facts} facts (${refused} quarantined), the clock moved ${step} at a time. The forecast is scored where ${shown.share === 0 ? "nobody acts" : "some are answered"}.`,
    section(
      "How good the forecast was, and saying “late” only once it is past due",
      [horizonTable(shown), verdictOf(shown)].join("\n\n"),
    ),
    section("What was said, and how often it was so", calibrationTable(shown)),
    section(
      "How long before its promise a late line was known to be",
      [
        table(
          ["", "late lines", "known before", "median warning"],
          [
            ["Lockstep", whole(foresight.late), whole(foresight.warned), hours(foresight.warningHours)],
            ["once it is past due", whole(foresight.late), "0", hours(foresight.late === 0 ? null : 0)],
          ],
        ),
        "The median is of those that were known before.",
      ].join("\n\n"),
    ),
    section("The same weeks, without anybody who answers and with", peopleTable(runs)),
    linesSaved.nodes.length === 0
      ? "No line was saved."
      : `The first of the ${linesSaved.saved} that were saved: ${linesSaved.nodes.map(({ line, kind, by }) => `${line} (${kind}, ${by})`).join("; ")}.`,
  ].join("\n\n");
}

type Run = Reported["runs"][number];

function horizonTable({ played: { foresight } }: Run): string {
  const head = ["hours before", "n", "late", "called late", "of these late", "of the late called"];
  return table(
    [...head, "the rule: of the late called", "Brier", "the rule's Brier"],
    foresight.horizons.map((one) => [
      ...[one.hours, one.n, one.late, one.called].map(whole),
      ...[one.precision, one.recall, one.naiveRecall].map(percent),
      ...[one.brier, one.naiveBrier].map(rounded),
    ]),
  );
}

/** By the Brier score, the forecast against the rule that says nothing beforehand. */
function verdictOf({ played: { foresight } }: Run): string {
  const scored = foresight.horizons.flatMap(({ hours: before, brier, naiveBrier }) =>
    brier === null || naiveBrier === null ? [] : [{ before, isWorse: brier >= naiveBrier }],
  );
  if (scored.length === 0) return "No promise has been scored.";
  const worse = scored.filter(({ isWorse }) => isWorse).map(({ before }) => `${before} h`);
  return worse.length === 0
    ? "By its Brier score the forecast is better than the rule at every horizon."
    : `By its Brier score the forecast is no better than the rule ${worse.join(" and ")} before a promise.`;
}

function calibrationTable({ played: { foresight } }: Run): string {
  return table(
    ["hours before", "chance of being late", "n", "said on average", "was late"],
    foresight.horizons.flatMap(({ hours: before, calibration }) =>
      calibration.map(({ from, to, n, said, was }) => [
        whole(before),
        `${Math.round(from * 100)}–${Math.round(to * 100)} %`,
        whole(n),
        percent(said),
        percent(was),
      ]),
    ),
  );
}

function peopleTable(runs: readonly Run[]): string {
  const rows: readonly (readonly [string, (run: Run) => string])[] = [
    ["exceptions that they saw", ({ played }) => whole(played.people.seen)],
    ["of these acknowledged", ({ played }) => whole(played.people.acknowledged)],
    ["of these, what was waited for came sooner", ({ played }) => whole(played.people.hurried)],
    ["promises called late", ({ played }) => whole(played.linesSaved.called)],
    ["of these late", ({ played }) => whole(played.linesSaved.late)],
    ["of these in time", ({ played }) => whole(played.linesSaved.came)],
    ["of these saved, with evidence", ({ played }) => whole(played.linesSaved.saved)],
    ["late promises of all that were written down", ({ played }) => whole(played.foresight.late)],
  ];
  const otif = (runs[0]?.played.otifComparison ?? []).map(({ definition, version }) => [
    `OTIF, \`${definition}\` version ${version}`,
    ...runs.map(({ played }) => {
      const found = played.otifComparison.find((one) => one.definition === definition);
      return `${percent(found?.value ?? null)} (n = ${whole(found?.n ?? 0)})`;
    }),
  ]);
  const head = runs.map(({ share }) => (share === 0 ? "nobody answers" : `${Math.round(share * 100)} % answered`));
  return table(["", ...head], [...rows.map(([name, of]) => [name, ...runs.map(of)]), ...otif]);
}

const section = (title: string, text: string): string => `### ${title}\n\n${text}`;
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const NONE = "no data";
const whole = (value: number): string => value.toLocaleString("en");
const percent = (share: number | null): string => (share === null ? NONE : `${(share * 100).toFixed(1)} %`);
const rounded = (value: number | null): string => (value === null ? NONE : value.toFixed(4));
const hours = (value: number | null): string => (value === null ? NONE : `${value.toFixed(1)} h`);
