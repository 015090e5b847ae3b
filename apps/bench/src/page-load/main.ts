import { mkdirSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { type Browser, chromium } from "playwright-core";
import { build } from "../build.ts";
import { writeFigures } from "../figures.ts";
import { load, tellClock } from "../live-load/run-cell.ts";
import { startServer } from "../live-load/server.ts";
import { keepSending } from "./keep-sending.ts";
import { lighthouseTable } from "./lighthouse-figures.ts";
import { type Gesture, measureGantt } from "./measure-gantt.ts";
import { measureLighthouse } from "./measure-lighthouse.ts";
import { measureVisit, type Visited } from "./measure-visit.ts";
import { type PageOptions, parsePageOptions } from "./options.ts";
import { createPlant } from "./plant.ts";
import { pagesReport } from "./report.ts";
import { VISITS } from "./visits.ts";

const parsed = parsePageOptions(process.argv.slice(2));
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
const say = (text: string): boolean => process.stderr.write(`${text}\n`);
const loadBefore = loadavg()[0] ?? 0;
const date = new Date().toISOString().slice(0, 16);
await (parsed.value.isLighthouse ? scoreAll : measureAll)(parsed.value, executablePath);

async function scoreAll({ port, isWritten }: PageOptions, program: string): Promise<void> {
  const scored = await measureLighthouse({ program, port, say });
  const text = `${date} UTC · ${machineOf(await versionOf(program))} · the demonstration plant, live\n\n${lighthouseTable(scored)}`;
  process.stdout.write(`${text}\n`);
  if (isWritten) writeFigures("bench:pages --lighthouse", text);
}

function machineOf(version: string): string {
  const loads = `load average ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  return `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores for server, browser and load together, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, Chromium ${version}, headless, without a GPU, ${loads}`;
}

async function versionOf(program: string): Promise<string> {
  const browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_ARGS] });
  const version = browser.version();
  await browser.close();
  return version;
}

async function measureAll(options: PageOptions, program: string): Promise<void> {
  build("page");
  for (const folder of [options.shots, options.profiles]) if (folder !== null) mkdirSync(folder, { recursive: true });
  const plant = createPlant(options);
  const server = await startServer({ store: "embedded", clock: "manual", port: String(options.port) });
  const browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_ARGS] });
  try {
    say(`${plant.network.length} facts are taken in …`);
    await load(server.url, plant);
    await tellClock(server.url, plant.clock);
    const bars = await barsOf(browser, server.url);
    say(`${bars} bars in the plan`);
    const order = { browser, url: server.url, options };
    const isGantt = options.parts.includes("gantt");
    const atRest = isGantt ? await measureGantt("nothing comes in", order) : [];
    say(JSON.stringify(atRest));
    const sending = keepSending(server.url, plant);
    const gestures: readonly Gesture[] = [...atRest, ...(isGantt ? await measureGantt("facts come in", order) : [])];
    const visits: Visited[] = [];
    const failed: string[] = [];
    for (const part of options.parts) {
      if (part === "gantt") continue;
      say(`${part} …`);
      try {
        visits.push(await measureVisit(VISITS[part], order));
        say(JSON.stringify(visits.at(-1)));
      } catch (error) {
        const [why] = String(error).split("\n");
        failed.push(`**${part}**: not measured, **missed**: ${why}`);
        say(failed.at(-1) ?? "");
      }
    }
    const sent = await sending.stop();
    const machine = machineOf(browser.version());
    const text = pagesReport({ visits, gestures, bars, options, sent, failed, machine, date });
    process.stdout.write(`${text}\n`);
    if (options.isWritten) writeFigures("bench:pages", text);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** How many the plan page has read. */
async function barsOf(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  const read = page.waitForResponse(async (response) => {
    if (!response.url().endsWith("/graphql")) return false;
    return (await response.text()).includes('"bars":');
  });
  await page.goto(url + VISITS.plan.path);
  const { data } = (await (await read).json()) as {
    readonly data: { readonly plan: { readonly bars: { readonly id: readonly string[] } } };
  };
  await page.close();
  return data.plan.bars.id.length;
}
