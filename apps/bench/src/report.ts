import type { DecodeMeasure } from "./measure-decode.ts";
import type { EngineMeasure } from "./measure-engine.ts";
import type { PoisonMeasure } from "./measure-poison.ts";
import type { RatioMeasure } from "./measure-ratios.ts";
import type { RestartMeasure } from "./measure-restart.ts";
import type { ShapeMeasure } from "./measure-shape.ts";
import { precise, whole } from "./numbers.ts";
import { tableOf } from "./table.ts";
import { type Target, targetsOf } from "./targets.ts";
import type { Timings } from "./timings.ts";

export interface Measured {
  readonly engines: readonly EngineMeasure[];
  readonly ratios: readonly RatioMeasure[];
  readonly shapes: readonly ShapeMeasure[];
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly node: string;
    readonly load: readonly [before: number, after: number];
  };
  readonly date: string;
  readonly seed: number;
}

/** All figures as Markdown. */
export function report(measured: Measured): string {
  const { machine, date, seed, engines, ratios, shapes } = measured;
  const { cpu, cores, memoryGb, node, load } = machine;
  const loads = load.map((one) => one.toFixed(1)).join(" before, ");
  return [
    `${date} UTC · ${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node} · seed ${seed} · load average ${loads} after`,
    section("Targets", table(["target", "wanted", "measured", ""], targetsOf(measured).map(targetRow))),
    section("Whole semantics, one thread", sustainedTable(engines)),
    section("Where all that has come meanwhile is one pass, as under load", passesTable(engines)),
    section("What is only thought of: a purchase that comes later, milliseconds", forkTable(engines)),
    section("From a fact to the new projection, milliseconds", timesTable(engines)),
    section("What a fact sets going, on average", workTable(engines)),
    section("Ratios on the common subset", ratios.map(ratioTable).join("\n\n")),
    section(
      "Shapes where much hangs together: from an event to the new list at risk, milliseconds",
      shapeTable(shapes),
    ),
    section("Where the time goes: self time, the ten largest", engines.map(profileText).join("\n\n")),
  ].join("\n\n");
}

/** Of restarts, when and on which load. */
export function restartReport(
  found: readonly RestartMeasure[],
  { date, before }: { readonly date: string; readonly before: number },
): string {
  const seconds = (ms: number): string => precise(ms / 1000);
  const rows = found.map(({ order, tail, readyMs, readMs, projectedMs }) => [
    whole(order.size),
    whole(order.facts),
    whole(tail),
    seconds(readMs),
    seconds(projectedMs),
    seconds(readyMs),
    "the same",
  ]);
  const head = ["lines", "facts", "behind the snapshot", "read after s", "projected after s", "ready after s", "state"];
  return `${date} UTC · Node ${process.version} · load average ${before.toFixed(1)} before\n\n${table(head, rows)}`;
}

/** Of payloads, when and on which load. */
export function decodeReport(
  found: readonly DecodeMeasure[],
  { date, before }: { readonly date: string; readonly before: number },
): string {
  const rows = found.map(({ kind, metrics, bytes, n, ours, theirs }) => [
    `${kind} of ${whole(metrics)} ${metrics === 1 ? "metric" : "metrics"}, ${whole(bytes)} bytes`,
    n.map(whole).join(" x "),
    precise(ours.microseconds),
    precise(theirs.microseconds),
    `${precise(theirs.microseconds / ours.microseconds)} x`,
  ]);
  const head = ["payload", "n", "ours, µs", "sparkplug-payload, µs", "ours is quicker"];
  return `${date} UTC · Node ${process.version} · load average ${before.toFixed(1)} before\n\n${table(head, rows)}`;
}

/** Of streams with poison in them, when and on which load. */
export function poisonReport(
  found: readonly PoisonMeasure[],
  { date, before }: { readonly date: string; readonly before: number },
): string {
  const rows = found.map(({ order, facts, poisoned, cleanMs, poisonedMs, ratioP50 }) => [
    order.store,
    `${whole(facts)} of which ${whole(poisoned)} poisoned, in ${whole(order.rounds)} rounds`,
    whole((facts / cleanMs) * 1000),
    whole((facts / poisonedMs) * 1000),
    `${precise(cleanMs / poisonedMs)} x`,
    `${precise(ratioP50)} x`,
  ]);
  const head = ["store", "n", "clean, facts/s", "poisoned, facts/s", "of all", "of one round, p50"];
  return `${date} UTC · Node ${process.version} · load average ${before.toFixed(1)} before\n\n${table(head, rows)}`;
}

const section = (title: string, body: string): string =>
  `### ${title}\n\n${body === "" ? "Not measured in this run." : body}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? "" : tableOf(head, rows);

const targetRow = ({ name, wanted, measured, isMet }: Target): string[] => [
  name,
  wanted,
  measured,
  isMet === null ? "" : isMet ? "met" : "**missed**",
];

const nameOf = ({ size, mix }: EngineMeasure): string => `${whole(size)} ${mix}`;

function sustainedTable(engines: readonly EngineMeasure[]): string {
  const head = [
    "lines, mix",
    "facts/s",
    "facts/s of CPU time",
    "n",
    "plant time",
    "loaded with",
    "bytes a line",
    "lines by state",
    "differences",
  ];
  return table(
    head,
    engines.map((one) => [
      nameOf(one),
      whole(one.factsASecond),
      whole(one.factsACpuSecond),
      whole(one.facts),
      `${whole(one.plantMinutes)} min`,
      `${whole(one.load.facts)} facts in ${precise(one.load.ms / 1000)} s`,
      `${whole(one.bytesALine.engine)} (${whole(one.bytesALine.withFacts)} with the facts)`,
      Object.entries(one.states)
        .map(([state, count]) => `${whole(count)} ${state}`)
        .join(", "),
      one.anew === null ? "not checked" : `${one.anew.differences.length} (anew: ${precise(one.anew.ms / 1000)} s)`,
    ]),
  );
}

function passesTable(engines: readonly EngineMeasure[]): string {
  const rows = engines.flatMap((one) =>
    one.inPasses.map(({ factsAPass, factsASecond, passes, ms }) => [
      nameOf(one),
      whole(factsAPass),
      whole(factsASecond),
      whole(passes),
      precise(ms.p50),
      precise(ms.most),
    ]),
  );
  return table(["lines, mix", "facts a pass", "facts/s", "passes", "a pass, p50 ms", "most ms"], rows);
}

function forkTable(engines: readonly EngineMeasure[]): string {
  const rows = engines.flatMap((one) => [
    [nameOf(one), "the fact", ...times(one.fork.fact)],
    [nameOf(one), "a fork of it", ...times(one.fork.fork)],
  ]);
  return table(["lines, mix", "", "n", "p50", "p99", "p99.9", "most"], rows);
}

const times = ({ count, p50, p99, p999, most }: Timings): string[] => [
  whole(count),
  precise(p50),
  precise(p99),
  precise(p999),
  precise(most),
];

function timesTable(engines: readonly EngineMeasure[]): string {
  const rows = engines.flatMap((one) => [
    ...Object.entries(one.hot).map(([step, own]) => [nameOf(one), `${step}, sustained`, ...times(own)]),
    ...["all", "all but machine", "tick"].flatMap((step) => {
      const own = one.cold[step];
      return own === undefined ? [] : [[nameOf(one), `${step}, cold caches`, ...times(own)]];
    }),
  ]);
  return table(["lines, mix", "step", "n", "p50", "p99", "p99.9", "most"], rows);
}

function workTable(engines: readonly EngineMeasure[]): string {
  const names = ["operationsPlaced", "pointsEvaluated", "allocations", "linesProjected", "causesWeighed"];
  const rows = engines.flatMap((one) =>
    Object.entries(one.work).map(([step, { average, mostPlaced }]) => [
      nameOf(one),
      step,
      ...names.map((name) => precise(average[name] ?? 0)),
      whole(mostPlaced),
    ]),
  );
  return table(
    [
      "lines, mix",
      "step",
      "operations placed",
      "points evaluated",
      "allocations",
      "lines projected",
      "causes weighed",
      "operations placed at most",
    ],
    rows,
  );
}

function ratioTable({ lines, facts, contestants, states }: RatioMeasure): string {
  const ours = contestants.find(({ name }) => name === "our engine");
  const shares = Object.entries(states).map(([state, count]) => `${whole(count)} ${state}`);
  const said = `${whole(lines)} lines, ${whole(facts)} facts; all say the same of every line before and after (${shares.join(", ")}).`;
  const rows = contestants.map((one) => [
    one.name,
    precise(one.factsASecond),
    ...times(one.times),
    ours === undefined || one === ours ? "" : `${precise(ours.factsASecond / one.factsASecond)} x`,
    ours === undefined || one === ours ? "" : `${precise(one.times.p99 / ours.times.p99)} x`,
  ]);
  const head = [
    "",
    "facts/s",
    "n",
    "p50 ms",
    "p99 ms",
    "p99.9 ms",
    "most ms",
    "ours against it, facts/s",
    "its p99 against ours",
  ];
  return `${said}\n\n${table(head, rows)}`;
}

function shapeTable(shapes: readonly ShapeMeasure[]): string {
  const rows = shapes.flatMap((one) =>
    Object.entries(one.events).map(([kind, own]) => [
      `${whole(one.lines)}, load ${one.load}, ${whole(one.atRisk)} at risk, at most ${whole(one.mostPlaced)} operations placed, ${one.differences.length} differences`,
      kind,
      ...times(own),
    ]),
  );
  return table(["lines", "event", "n", "p50", "p99", "p99.9", "most"], rows);
}

const profileText = (one: EngineMeasure): string => `${nameOf(one)}\n\n\`\`\`text\n${one.profile.join("\n")}\n\`\`\``;
