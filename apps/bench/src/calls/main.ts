import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { writeFigures } from "../figures.ts";
import { parseCallOptions } from "./options.ts";
import { callsReport, type Measured } from "./report.ts";

const ROOT = join(import.meta.dirname, "../../../..");
/** What is measured is what the tests say, with other numbers. */
const TESTS = ["live-timers.test.ts", "race.test.ts"].map((name) => `apps/api/src/escalation/${name}`);

const parsed = parseCallOptions(process.argv.slice(2));
if (!parsed.ok) {
  process.stderr.write(`${parsed.error}\n`);
  process.exit(2);
}
const { timers, kills, calm, answer, races, isWritten } = parsed.value;
const date = new Date().toISOString().slice(0, 16);
const loadBefore = (loadavg()[0] ?? 0).toFixed(1);
const folder = mkdtempSync(join(tmpdir(), "lockstep-calls-"));
const figures = join(folder, "figures");
try {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const wanted = {
    ...{ LOCKSTEP_TIMERS: `${timers}`, LOCKSTEP_KILLS: `${kills}`, LOCKSTEP_CALM_SECONDS: `${calm}` },
    ...{ LOCKSTEP_ANSWER_MS: `${answer}`, LOCKSTEP_RACES: `${races}` },
  };
  const chosen = ["--project", "node", "-t", "on a clock that runs|however they cross"];
  // One after the other: neither may take the other's time.
  for (const test of TESTS) {
    const { status } = spawnSync(process.execPath, [vitest, "run", ...chosen, test], {
      cwd: ROOT,
      env: { ...process.env, ...wanted, LOCKSTEP_FIGURES: figures },
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0) throw new Error("not all that was promised has held: nothing is written");
  }
  const lines = readFileSync(figures, "utf8").trim().split("\n");
  const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, embedded store, load average ${loadBefore} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  const text = callsReport(
    lines.map((line) => JSON.parse(line) as Measured),
    { machine, date },
  );
  process.stdout.write(`${text}\n`);
  if (isWritten) writeFigures("bench:calls", text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
