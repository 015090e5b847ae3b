import { spawn } from "node:child_process";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { writeFigures } from "./figures.ts";
import type { DecodeMeasure } from "./measure-decode.ts";
import type { EngineMeasure, EngineOrder } from "./measure-engine.ts";
import type { PoisonMeasure, PoisonOrder } from "./measure-poison.ts";
import type { RatioMeasure } from "./measure-ratios.ts";
import type { RestartMeasure, RestartOrder } from "./measure-restart.ts";
import type { ShapeMeasure } from "./measure-shape.ts";
import { type Options, parseOptions } from "./options.ts";
import { decodeReport, type Measured, poisonReport, report, restartReport } from "./report.ts";

const options = parseOptions(process.argv.slice(2));
if (!options.ok) {
  process.stderr.write(`${options.error}\n`);
  process.exit(2);
}
if (options.value.isRestart) await measureRestarts(options.value);
else if (options.value.isPoison) await measureStreams(options.value);
else if (options.value.isDecode) await measureDecoding(options.value);
else {
  const text = report(await measureAll(options.value));
  process.stdout.write(`${text}\n`);
  if (options.value.isWritten) writeFigures("bench", text);
}

async function measureRestarts({ sizes, seed, isWritten }: Options): Promise<void> {
  const before = loadavg()[0] ?? 0;
  const found: RestartMeasure[] = [];
  for (const size of sizes) {
    const order: RestartOrder = { size, facts: size * 10, seed };
    found.push(await measure("restart", order));
  }
  const text = restartReport(found, { date: new Date().toISOString().slice(0, 16), before });
  process.stdout.write(`${text}\n`);
  if (isWritten) writeFigures("bench --restart", text);
}

async function measureDecoding({ isWritten }: Options): Promise<void> {
  const before = loadavg()[0] ?? 0;
  const found = await measure<DecodeMeasure[]>("decode", {});
  const text = decodeReport(found, { date: new Date().toISOString().slice(0, 16), before });
  process.stdout.write(`${text}\n`);
  if (isWritten) writeFigures("bench --decode", text);
}

async function measureStreams({ isWritten }: Options): Promise<void> {
  const before = loadavg()[0] ?? 0;
  const found: PoisonMeasure[] = [];
  for (const store of ["embedded", "postgres"] as const) {
    const order: PoisonOrder = { store, rounds: 30 };
    found.push(await measure("poison", order));
  }
  const text = poisonReport(found, { date: new Date().toISOString().slice(0, 16), before });
  process.stdout.write(`${text}\n`);
  if (isWritten) writeFigures("bench --poison", text);
}

async function measureAll({ sizes, ratioSizes, isWild, shapes, seed, seconds }: Options): Promise<Measured> {
  const loadBefore = loadavg()[0] ?? 0;
  const engines: EngineMeasure[] = [];
  for (const size of sizes) {
    const order: EngineOrder = { size, mix: "published", seconds, seed, isChecked: size <= 100_000 };
    engines.push(await measure("engine", order));
    if (isWild && size <= 100_000) engines.push(await measure("engine", { ...order, mix: "wild" }));
  }
  const ratios: RatioMeasure[] = [];
  for (const size of ratioSizes) ratios.push(await measure("ratios", { size, seconds, seed }));
  const found: ShapeMeasure[] = [];
  for (const shape of shapes) found.push(await measure("shape", { ...shape, seed }));
  const machine = {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: [loadBefore, loadavg()[0] ?? 0] as const,
  };
  return { engines, ratios, shapes: found, machine, date: new Date().toISOString().slice(0, 16), seed };
}

/** Each in a process of its own, one after the other. */
async function measure<T>(what: string, order: object): Promise<T> {
  process.stderr.write(`measuring ${what} ${JSON.stringify(order)} …\n`);
  const heap = `--max-old-space-size=${Math.floor((totalmem() / 2 ** 20) * 0.8)}`;
  // As much room for what is new as the server gives its engine's thread: a young generation is three semi-spaces.
  const young = "--max-semi-space-size=64";
  const program = join(import.meta.dirname, "measure.ts");
  const child = spawn(process.execPath, [heap, young, program, what, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    said += part;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`measuring ${what} ended with ${code}; what it said is above`);
  return JSON.parse(said) as T;
}
