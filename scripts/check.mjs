// What CI does, without installing Debian packages. Every step runs, whatever the ones before said; the last line is
// `N passed, N failed, N skipped`, where a failed step counts as one failure more.
//   --only=<step>,<step>   just these steps     --list   their names     --all   all that a failed step says
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { ensureInstalled, nodeProgram, root } from "./prepare.mjs";

/** Of a failed step's output; `--all` shows the rest. */
const LINES_SHOWN = process.argv.includes("--all") ? Number.POSITIVE_INFINITY : 80;
const bin = join(root, "node_modules/.bin");

/** [name, command, what must be true of its output besides exit code 0] */
const steps = [
  ["lock", "node scripts/check-lock.mjs"],
  ["biome", "biome ci . --max-diagnostics=20 --colors=off"],
  ["eslint", "eslint packages --max-warnings 0"],
  ["oxlint", "oxlint", sawFiles],
  ["types", "turbo run typecheck --output-logs=errors-only --continue=always --log-order=grouped"],
  ["test-types", "tsc -p tsconfig.tests.json"],
  ["arrows", "depcruise --config .dependency-cruiser.mjs --output-type err-long packages apps", sawModules],
  ["unused", "knip --no-progress"],
  ["docker", "node scripts/lint-docker.mjs"],
  ["web", "node scripts/build.mjs page"],
  ["server", "node scripts/build.mjs server"],
  ["size", "size-limit"],
];

const only = process.argv
  .find((argument) => argument.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");
const known = [...steps.map(([name]) => name), "test"];
if (process.argv.includes("--list")) {
  process.stdout.write(`${known.join("\n")}\n`);
  process.exit(0);
}
const unknown = only?.filter((name) => !known.includes(name)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(`No such step: ${unknown.join(", ")}. There are ${known.join(", ")}.\n`);
  process.exit(2);
}

const isWanted = (name) => only === undefined || only.includes(name);
const failed = [];

try {
  await ensureInstalled((message) => process.stdout.write(`${message} …\n`));
  // The two halves take about as long, on a core each.
  const first = new Set(["lock", "biome", "eslint", "oxlint"]);
  const lanes = [({ name }) => first.has(name), ({ name }) => !first.has(name)];
  const wanted = steps
    .map(([name, command, isTrue]) => ({ name, command, isTrue }))
    .filter(({ name }) => isWanted(name));
  await Promise.all(lanes.map((isOf) => inTurn(wanted.filter(isOf))));
} catch (error) {
  process.stdout.write(`${error.message}\n`);
  failed.push("install");
}
const counts = isWanted("test") ? await tests() : { passed: 0, failed: 0, skipped: 0 };
if (failed.length > 0) process.stdout.write(`\nFAILED steps: ${failed.join(", ")}\n`);
const failures = counts.failed + failed.length;
process.stdout.write(`\n${counts.passed} passed, ${failures} failed, ${counts.skipped} skipped\n`);
process.exitCode = failures === 0 ? 0 : 1;

async function inTurn(some) {
  for (const { name, command, isTrue } of some) await step(name, command, isTrue);
}

async function step(name, command, isTrue = () => true) {
  const before = performance.now();
  const { code, said } = await run(command);
  const ok = code === 0 && isTrue(said);
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  process.stdout.write(`${ok ? "ok    " : "FAILED"} ${name.padEnd(10)} ${seconds.padStart(6)} s   ${command}\n`);
  if (ok) return;
  failed.push(name);
  const lines = said.trimEnd().split("\n");
  const left = lines.length - LINES_SHOWN;
  for (const line of lines.slice(0, LINES_SHOWN)) process.stdout.write(`       ${line}\n`);
  if (left > 0) process.stdout.write(`       … and ${left} lines more: npm run check -- --only=${name} --all\n`);
}

/** The tests say what they do as they do it; their own last line is read, not shown twice. */
async function tests() {
  const { said } = await run("node scripts/test.mjs", (text) => process.stdout.write(text));
  const found = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(said);
  if (found === null) return { passed: 0, failed: 1, skipped: 0 };
  const [passed, failures, skipped] = found.slice(1).map(Number);
  return { passed, failed: failures, skipped };
}

function run(command, tell = () => {}) {
  const path = `${bin}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", NO_UPDATE_NOTIFIER: "1" };
  const [program, ...args] = command.split(" ");
  const options = { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] };
  const child = spawn(program === "node" ? nodeProgram() : join(bin, program), args, options);
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => child.kill(signal));
  let said = "";
  const hear = (text) => {
    said += text;
    tell(text);
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 1, said: error.message }));
    child.once("close", (code) => resolve({ code, said }));
  });
}

/** It would find nothing wrong in no file at all. */
function sawFiles(said) {
  const files = Number(/on (\d+) files/.exec(said)?.[1] ?? 0);
  if (files === 0) process.stdout.write("oxlint saw no file at all\n");
  return files > 0;
}

/** With the wrong compiler at hand it finds nothing, and then nothing wrong. */
function sawModules(said) {
  const modules = Number(/(\d+) modules/.exec(said)?.[1] ?? 0);
  if (modules === 0) process.stdout.write("dependency-cruiser saw no module at all\n");
  return modules > 0;
}
