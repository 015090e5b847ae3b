// What `npm start` and `npm test` need before they can run: packages as the lock says, a web page and a server as their
// sources say.
// Plain JavaScript without dependencies, because nothing is installed yet and the Node at hand may be an old one.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the project brings along, else the one at hand where it is new enough. */
export function nodeProgram() {
  const own = join(root, "node_modules/.bin/node");
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 22)) return process.execPath;
  throw new Error(
    `Node ${process.versions.node} is too old and node_modules/.bin/node is not there: use Node 22.22 or newer`,
  );
}

/** Installs where what is installed differs from the lock. `say` gets one sentence for each thing done. */
export async function ensureInstalled(say) {
  if (isInstalled()) return;
  await alone("install", async () => {
    if (isInstalled()) return;
    say("installing packages");
    await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], root);
  });
}

/** Builds the web page where its sources changed since the last time. */
export function ensureWebBuilt(say) {
  const sources = ["apps/web", "packages/protocol/src", "packages/domain/src", "package-lock.json"];
  const vite = [join(root, "node_modules/vite/bin/vite.js"), "build"];
  return ensureBuilt("web", sources, () => {
    say("building the web page");
    return run(nodeProgram(), vite, join(root, "apps/web"));
  });
}

/** Bundles the server where its sources changed since the last time. */
export function ensureServerBuilt(say) {
  const packages = ["connectors", "domain", "engine", "protocol", "store", "workflow"];
  const bundler = "scripts/bundle-server.mjs";
  const sources = [...packages.map((name) => `packages/${name}/src`), "apps/api/src", bundler, "package-lock.json"];
  return ensureBuilt("api", sources, () => {
    say("bundling the server");
    return run(nodeProgram(), [join(root, bundler)], root);
  });
}

/** The server as it was bundled, else from its source, which takes longer to begin. */
export function serverProgram() {
  const bundled = join(root, "apps/api/dist/main.js");
  return existsSync(bundled) ? bundled : join(root, "apps/api/src/main.ts");
}

async function ensureBuilt(app, sources, build) {
  const stamp = join(root, "apps", app, "dist/.sources");
  const wanted = hashOf(sources);
  if (readText(stamp) === wanted) return;
  await alone(`build-${app}`, async () => {
    if (readText(stamp) === wanted) return;
    await build();
    writeFileSync(stamp, wanted);
  });
}

/** npm leaves a list of what it installed: all that the lock wants must be in it, but what fits another platform. */
function isInstalled() {
  const lock = readJson(join(root, "package-lock.json"));
  const installed = readJson(join(root, "node_modules/.package-lock.json"));
  if (lock === undefined || installed === undefined) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    const found = installed.packages[path];
    if (found !== undefined) return found.version === wanted.version;
    return path === "" || wanted.optional === true || wanted.peer === true || !path.includes("node_modules/");
  });
}

/** One hash of all that something is built of. */
function hashOf(sources) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesUnder(join(root, source)))) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names
    .filter((name) => name !== "node_modules" && name !== "dist" && !name.startsWith(".") && !name.includes(".test."))
    .flatMap((name) => filesUnder(join(path, name)));
}

/** Two processes that start at once on one folder prepare it one after the other. */
async function alone(task, action) {
  const lock = join(tmpdir(), `lockstep-${task}-${createHash("sha256").update(root).digest("hex").slice(0, 16)}`);
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = Number(readText(join(lock, "pid")) ?? 0);
    const isOld = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 5_000;
    if (holder === 0 ? isOld : !isAlive(holder)) rmSync(lock, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
  writeFileSync(join(lock, "pid"), String(process.pid));
  try {
    return await action();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Runs a program to its end and keeps what it says for the case that it fails. */
function run(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const said = [];
    child.stdout.on("data", (text) => said.push(text));
    child.stderr.on("data", (text) => said.push(text));
    // npm goes on installing after a SIGTERM. What is cut short here is seen to be incomplete the next time.
    const stop = () => child.kill("SIGKILL");
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
    const settle = (problem) => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      if (problem === undefined) resolve();
      else reject(new Error(`${program.split("/").pop()} ${args.join(" ")} ${problem}: ${plain(Buffer.concat(said))}`));
    };
    child.once("error", (error) => settle(error.message));
    child.once("close", (code, signal) => settle(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`));
  });
}

function plain(said) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken out here
  const text = said.toString("utf8").replace(/\u001b\[[0-9;]*m/g, "");
  const lines = text.split("\n").filter((line) => !/^\s+at /.test(line));
  const line = lines.join(" ").replace(/\s+/g, " ").trim();
  return line.slice(Math.max(0, line.search(/\berror\b/i))).slice(0, 600);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function readJson(path) {
  const text = readText(path);
  return text === undefined ? undefined : JSON.parse(text);
}
