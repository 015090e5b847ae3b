import { mkdirSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { chromium } from "playwright-core";
import { build } from "../build.ts";
import { writeFigures } from "../figures.ts";
import { whole } from "../numbers.ts";
import { tableOf } from "../table.ts";
import { type Flood, measureFlood } from "./measure-flood.ts";
import { type FloodOptions, parseFloodOptions } from "./options.ts";

const MOST_INP_MS = 200;
const parsed = parseFloodOptions(process.argv.slice(2));
if (!parsed.ok) {
  process.stderr.write(`${parsed.error}\n`);
  process.exit(2);
}
const executablePath = findChromium();
if (executablePath === undefined) {
  process.stderr.write("No Chromium is installed: nothing can be measured\n");
  process.exit(1);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
await measure(parsed.value, executablePath);

async function measure(options: FloodOptions, program: string): Promise<void> {
  const loadBefore = (loadavg()[0] ?? 0).toFixed(1);
  const date = new Date().toISOString().slice(0, 16);
  build("page");
  if (options.folder !== null) mkdirSync(options.folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_ARGS] });
  try {
    const floods: Flood[] = [];
    for (const throttle of options.throttles) floods.push(await measureFlood({ browser, throttle, options }));
    const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores for server and browser together, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, Chromium ${browser.version()}, headless, without a GPU, load average ${loadBefore} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
    const { lines, others, seconds } = options;
    const what = `${whole(lines)} order lines of one supplier, ${others} other cards, ${seconds} dates in ${seconds} s`;
    const text = `${date} UTC · ${machine} · ${what}\n\n${floodTable(floods)}`;
    process.stdout.write(`${text}\n`);
    if (options.isWritten) writeFigures("bench:flood", text);
  } finally {
    await browser.close();
  }
}

function floodTable(floods: readonly Flood[]): string {
  const head = [
    ...["processor", "lines on the card", "shown after, ms", "interactions", "INP p98, ms (≤ 200)", "worst", "on"],
    ...["longest task, ms", "tasks of 50 ms and more"],
  ];
  const rows = floods.map(
    ({ throttle, impacted, shownAfter, interactions, inp, worst, worstOf, longestTask, longTasks }) => {
      const judged = inp <= MOST_INP_MS ? "met" : "**missed**";
      const name = throttle === 1 ? "as it is" : `${throttle} times slower`;
      const figures = [name, whole(impacted), whole(shownAfter), whole(interactions), `${whole(inp)}, ${judged}`];
      return [...figures, whole(worst), worstOf.replaceAll("|", "/"), whole(longestTask), whole(longTasks)];
    },
  );
  return tableOf(head, rows);
}
