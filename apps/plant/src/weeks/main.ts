import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPlant } from "../plant.ts";
import { parseWeeksOptions } from "./options.ts";
import { startOwnServer } from "./own-server.ts";
import { play } from "./play.ts";
import { type Reported, weeksReport } from "./report.ts";

const DOCUMENT = join(import.meta.dirname, "../../../../docs/DEMO-PLANT.md");
const BEGIN = "<!-- weeks: written by npm run demo:weeks -- --write -->";
const END = "<!-- end of weeks -->";

const parsed = parseWeeksOptions(process.argv.slice(2));
if (!parsed.ok) {
  process.stderr.write(`${parsed.message}\n`);
  process.exit(2);
}
const { seed, weeks, start, share: answered, isWritten } = parsed.options;
const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    ending.abort();
    process.exit(1);
  });
}
const settings = { seed, start, days: weeks * 7, stepHours: 1 };
const runs: Reported["runs"][number][] = [];
for (const share of [0, answered]) {
  process.stderr.write(`${weeks} weeks, ${share * 100} % of the exceptions answered …\n`);
  const server = await startOwnServer();
  const plant = createPlant(seed, start);
  runs.push({ share, played: await play({ ...settings, plant, url: server.url, share, signal: ending.signal }) });
  await server.close();
}
const text = weeksReport({ play: settings, runs });
process.stdout.write(`${text}\n`);
if (isWritten) writeBetweenMarks(text);

function writeBetweenMarks(figures: string): void {
  const document = readFileSync(DOCUMENT, "utf8");
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${DOCUMENT} must hold "${BEGIN}" and "${END}" around the figures: put them back`);
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`);
}
