import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { findPostgres } from "@lockstep/testkit/services";
import { writeFigures } from "../figures.ts";
import { measureReturn } from "./measure-return.ts";
import { parseLiveOptions } from "./options.ts";
import { measurePaint, type Paint } from "./paint.ts";
import { liveReport, returnReport } from "./report.ts";
import { type Cell, runCell } from "./run-cell.ts";

const parsed = parseLiveOptions(process.argv.slice(2));
if (!parsed.ok) {
  process.stderr.write(`${parsed.error}\n`);
  process.exit(2);
}
const options = parsed.value;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const { lines, seconds, seed, kills } = options;
/** So rarely does something come that it takes a while until there is enough to tell. */
const SPARSE_SECONDS = 90;
const say = (text: string): boolean => process.stderr.write(`${text}\n`);
const loadBefore = loadavg()[0] ?? 0;
const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores for server, database and load together, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load average ${loadBefore.toFixed(1)} before`;
const date = new Date().toISOString().slice(0, 16);
if (kills === null) await measureLoad();
else await measureKills(kills);

async function measureKills(often: number): Promise<void> {
  const measured = await measureReturn({ pages: options.sockets.at(-1) ?? 0, kills: often, lines, seed });
  const text = returnReport(measured, { machine, date });
  process.stdout.write(`${text}\n`);
  if (options.isWritten) writeFigures("bench:live --kills", text);
}

/** As a plant is for most of its day, at two sizes; in a busy hour; and with so much coming in that frames follow each other. */
async function measurePaints(): Promise<Paint[] | string> {
  const paints: Paint[] = [];
  const store = findPostgres() === undefined ? "embedded" : "postgres";
  for (const order of [
    { rate: 2, lines: 320, seconds: SPARSE_SECONDS, sockets: 0 },
    { rate: 2, lines, seconds: SPARSE_SECONDS, sockets: 0 },
    { rate: 20, lines: 320, seconds: SPARSE_SECONDS, sockets: 0 },
    { rate: 500, lines: 320, seconds, sockets: 0 },
    { rate: 5_000, lines, seconds: 2 * seconds, sockets: 100 },
  ]) {
    say(`painted: ${order.lines} lines, ${order.rate} facts/s …`);
    const paint = await measurePaint({ ...order, store, seed });
    if (typeof paint === "string") return paint;
    paints.push(paint);
  }
  return paints;
}

async function measureLoad(): Promise<void> {
  const cells: Cell[] = [];
  for (const store of options.stores) {
    if (store === "postgres" && findPostgres() === undefined) {
      say("PostgreSQL is not installed: it is left out");
      continue;
    }
    for (const rate of options.rates) {
      for (const sockets of options.sockets) {
        say(`${store}, ${rate} facts/s, ${sockets} sockets …`);
        const cell = await runCell({ store, rate, sockets, lines, seconds, seed });
        cells.push(cell);
        const { answer, frame, taken, framesASecond } = cell;
        say(
          `  ${Math.round(taken)}/s taken, 202 p99 ${answer.p99.toFixed(0)} ms, frame p50 ${frame.p50.toFixed(0)} p99 ${frame.p99.toFixed(0)} ms, ${framesASecond.toFixed(1)} frames/s`,
        );
      }
    }
  }
  const paints = options.isPainted ? await measurePaints() : "The browser's paint was not asked for.";
  const text = liveReport({ cells, paints, machine, date, seed, lines, seconds });
  process.stdout.write(`${text}\n`);
  if (options.isWritten) writeFigures("bench:live", text);
}
