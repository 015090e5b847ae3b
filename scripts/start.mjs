// One process, one command: prepares the checkout where needed, then runs the server and stands behind it. Whoever ends
// this process, or its group, ends the server and all that the server started within five seconds.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { constants, totalmem } from "node:os";
import { join } from "node:path";
import { ensureInstalled, ensureServerBuilt, ensureWebBuilt, nodeProgram, root, serverProgram } from "./prepare.mjs";

const DRAIN_LIMIT_MS = 4_000;
/** Has no three times 64 MB to spare for each thread. */
const SMALL_MACHINE = 2 * 2 ** 30;
const signals = ["SIGTERM", "SIGINT", "SIGHUP"];

/** Everything below this process inherits it, so that nothing can be left behind. */
const run = randomUUID();

let server;
let stopping = false;

for (const signal of signals) process.on(signal, () => stop(signal));

try {
  if (process.env.LOCKSTEP_SKIP_INSTALL !== "1") {
    await ensureInstalled(say);
    await ensureWebBuilt(say);
    await ensureServerBuilt(say);
  }
  if (stopping) process.exit(128 + 15);
  serve();
} catch (error) {
  if (stopping) process.exit(128 + 15);
  log(60, `Lockstep does not start: ${error.message}`);
  process.exit(1);
}

/**
 * Left to itself, Node gives up at 4 GB, whatever the machine has: less than some hundred thousand order lines need. And with
 * its little room for what is young, half of what a busy second makes is taken for old, and all is stopped to collect it.
 */
function heapOptions() {
  const told = process.env.NODE_OPTIONS ?? "";
  // Where nothing is limited, more than any machine has.
  const bytes = Math.min(totalmem(), process.constrainedMemory?.() || Number.POSITIVE_INFINITY);
  return [
    ...(/max[-_]old[-_]space/.test(told) ? [] : [`--max-old-space-size=${Math.floor((bytes * 0.75) / 2 ** 20)}`]),
    ...(/max[-_]semi[-_]space/.test(told) || bytes < SMALL_MACHINE ? [] : ["--max-semi-space-size=64"]),
  ];
}

function serve() {
  const args = [...heapOptions(), serverProgram(), ...process.argv.slice(2)];
  // What a start has compiled, the next one need not.
  const compiled = join(root, "apps/api/dist/.compiled");
  const env = { NODE_COMPILE_CACHE: compiled, ...process.env, LOCKSTEP_RUN: run };
  server = spawn(nodeProgram(), args, { cwd: root, stdio: "inherit", env });
  server.once("error", (error) => {
    log(60, `Lockstep does not start: ${error.message}`);
    process.exit(1);
  });
  server.once("exit", (code, signal) => {
    killAll();
    process.exit(code ?? 128 + constants.signals[signal]);
  });
}

/** Asks the server to drain, once, however many signals arrive; what is left at the limit is ended hard. */
function stop(signal) {
  if (stopping) return;
  stopping = true;
  if (server === undefined) return;
  server.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
  setTimeout(() => {
    log(50, `not drained after ${DRAIN_LIMIT_MS} ms: ending it`);
    killAll();
  }, DRAIN_LIMIT_MS).unref();
}

/** Ends whatever carries the mark of this run, whoever its parent is by now. Linux only: elsewhere just the server. */
function killAll() {
  for (const pid of [server.pid, ...marked()]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It is gone already.
    }
  }
}

function marked() {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && environment(name).includes(`LOCKSTEP_RUN=${run}`))
      .map(Number);
  } catch {
    return [];
  }
}

function environment(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function say(message) {
  log(30, message);
}

function log(level, msg) {
  process.stderr.write(`${JSON.stringify({ level, time: Date.now(), pid: process.pid, name: "start", msg })}\n`);
}
