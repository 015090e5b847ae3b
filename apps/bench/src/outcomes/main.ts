import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { findChromium } from "@lockstep/testkit/services";
import { build } from "../build.ts";
import { writeFigures } from "../figures.ts";
import { measureOutcomes, type OutcomeMeasure } from "./measure-outcomes.ts";
import { parseOutcomeOptions } from "./options.ts";
import { outcomesReport } from "./report.ts";

const parsed = parseOutcomeOptions(process.argv.slice(2));
if (!parsed.ok) {
  process.stderr.write(`${parsed.error}\n`);
  process.exit(2);
}
const browser = findChromium();
if (browser === undefined) {
  process.stderr.write("No Chromium is installed: what the page asks cannot be heard\n");
  process.exit(1);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const { lines: sizes, stores, rounds, seed, isWritten } = parsed.value;
const loadBefore = (loadavg()[0] ?? 0).toFixed(1);
const date = new Date().toISOString().slice(0, 16);
build("page");
const measures: OutcomeMeasure[] = [];
for (const lines of sizes) {
  for (const store of stores) {
    process.stderr.write(`${lines} outcomes, ${store} …\n`);
    measures.push(await measureOutcomes({ lines, store, rounds, seed, browser }));
  }
}
const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores for server, database and questions together, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load average ${loadBefore} before, ${(loadavg()[0] ?? 0).toFixed(1)} after · seed ${seed}`;
const text = outcomesReport(measures, { machine, date });
process.stdout.write(`${text}\n`);
if (isWritten) writeFigures("bench:outcomes", text);
