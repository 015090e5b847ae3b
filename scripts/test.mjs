// All tests once, on a bare machine: installs and builds what is missing, then ends with `N passed, N failed, N skipped`
// alone on the last line and a true exit code, whatever went wrong before.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensureInstalled, ensureServerBuilt, ensureWebBuilt, nodeProgram, root, serverProgram } from "./prepare.mjs";

const counts = { passed: 0, failed: 0, skipped: 0 };
let isStopped = false;
const say = (message) => process.stdout.write(`${message} …\n`);

if (await succeeds("installing", () => ensureInstalled(say))) {
  await succeeds("building the web page", () => ensureWebBuilt(say));
  await succeeds("bundling the server", () => ensureServerBuilt(say));
  await runTests(process.argv.slice(2));
}
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function succeeds(what, action) {
  try {
    await action();
    return true;
  } catch (error) {
    process.stdout.write(`FAILED: ${what}: ${error.message}\n`);
    counts.failed += 1;
    return false;
  }
}

async function runTests(filters) {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-test-"));
  const file = join(folder, "counts.json");
  const path = `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH}`;
  const args = [join(root, "node_modules/vitest/vitest.mjs"), "run", ...filters];
  const env = { ...process.env, PATH: path, LOCKSTEP_TEST_COUNTS: file };
  if (filters.length === 0) env.NODE_COMPILE_CACHE = await compiled(join(folder, "compiled"));
  const code = isStopped ? 1 : await exitCode(spawn(nodeProgram(), args, { cwd: root, stdio: "inherit", env }));
  const found = readCounts(file);
  rmSync(folder, { recursive: true, force: true });
  counts.passed += found.passed;
  counts.failed += code === 0 || found.failed > 0 ? found.failed : 1;
  counts.skipped += found.skipped;
}

/** A folder with the server's modules compiled: the tests start it hundreds of times. It is written as the server ends. */
async function compiled(cache) {
  const data = mkdtempSync(join(tmpdir(), "lockstep-compile-"));
  const env = { ...process.env, NODE_COMPILE_CACHE: cache, LOCKSTEP_DATA: data, PORT: "0", MQTT_PORT: "0" };
  const server = spawn(nodeProgram(), [serverProgram()], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    env,
  });
  server.stderr.on("data", (text) => {
    if (String(text).includes('"ready"')) server.kill("SIGTERM");
  });
  const limit = setTimeout(() => server.kill("SIGKILL"), 60_000);
  await exitCode(server);
  clearTimeout(limit);
  rmSync(data, { recursive: true, force: true });
  return cache;
}

function exitCode(child) {
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.once(signal, () => {
      isStopped = true;
      child.kill(signal);
    });
  }
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    process.stdout.write("The test run ended before it could count.\n");
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
