import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const projectRoot = fileURLToPath(new URL("..", import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-start-"));
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "x", type: "module", scripts }));
  mkdirSync(join(folder, "scripts"));
  for (const name of ["start.mjs", "prepare.mjs"])
    cpSync(join(projectRoot, "scripts", name), join(folder, "scripts", name));
  mkdirSync(join(folder, "apps/api/src"), { recursive: true });
  symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("npm start", () => {
  test("a SIGTERM to npm lets the server drain, and ends with its exit code", async () => {
    server(`process.on("SIGTERM", () => setTimeout(() => { child.kill(); process.exit(7); }, 300)); ${CHILD}`);
    const npm = await start();
    const before = performance.now();
    npm.kill("SIGTERM");
    expect((await ended(npm)).code).toBe(7);
    expect(performance.now() - before).toBeGreaterThan(250);
    await expectAllGone();
  });

  test("a SIGTERM to the process group does the same", async () => {
    server(`process.on("SIGTERM", () => setTimeout(() => process.exit(0), 300)); ${CHILD}`);
    const npm = await start();
    process.kill(-(npm.pid ?? 0), "SIGTERM");
    await ended(npm);
    await expectAllGone();
  });

  test("a server that does not drain, and its child, are gone within 5 s", async () => {
    server(`const announced = () => {}; process.on("SIGTERM", announced); ${STUBBORN_CHILD}`);
    const npm = await start();
    const before = performance.now();
    // What this machine makes of five seconds: a busy one is late with all its processes alike.
    const fiveSeconds = spawn(process.execPath, ["-e", "setTimeout(() => {}, 5000)"]);
    const allowed = ended(fiveSeconds).then(() => performance.now() - before);
    process.kill(-(npm.pid ?? 0), "SIGTERM");
    await ended(npm);
    await expectAllGone();
    expect(performance.now() - before).toBeLessThan(await allowed);
  });

  test("a server that dies takes its children along", async () => {
    server(`const announced = () => setTimeout(() => process.exit(3), 200); ${STUBBORN_CHILD}`);
    const npm = await start();
    expect((await ended(npm)).code).toBe(3);
    await expectAllGone();
  });

  test("the server may use most of the machine's memory, if whoever starts it says nothing else", async () => {
    server('import v8 from "node:v8"; console.log("limit", v8.getHeapStatistics().heap_size_limit);');
    const limitOf = ({ said }: { said: string }) => Number(/limit (\d+)/.exec(said)?.[1]) / 2 ** 20;
    const most = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20;
    expect(limitOf(await ended(run({ LOCKSTEP_SKIP_INSTALL: "1" })))).toBeGreaterThan(0.74 * most);
    const told = { LOCKSTEP_SKIP_INSTALL: "1", NODE_OPTIONS: "--max-old-space-size=300" };
    expect(limitOf(await ended(run(told)))).toBeLessThan(700);
  });

  test("threads get room for what is young, if whoever starts it says nothing else", async () => {
    server('console.log("options", process.execArgv.join());');
    const optionsOf = ({ said }: { said: string }) => /options (.*)/.exec(said)?.[1]?.split(",");
    const isSmall = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) < 2 * 2 ** 30;
    const usual = optionsOf(await ended(run({ LOCKSTEP_SKIP_INSTALL: "1" })));
    expect(usual?.includes("--max-semi-space-size=64")).toBe(!isSmall);
    const told = { LOCKSTEP_SKIP_INSTALL: "1", NODE_OPTIONS: "--max-semi-space-size=8" };
    expect(optionsOf(await ended(run(told)))?.join()).not.toContain("semi");
  });

  test("what cannot be installed says why in one line and fails", async () => {
    rmSync(join(folder, "node_modules"));
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, dependencies: { missing: "1.0.0" } }));
    writeFileSync(join(folder, "package-lock.json"), '{"lockfileVersion":3,"packages":{"":{}}}');
    const npm = run({});
    const { code, said } = await ended(npm);
    expect(code).toBe(1);
    const lines = said.split("\n").filter((line) => line.startsWith('{"level":60'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("Lockstep does not start: npm ci");
  });

  test("a SIGTERM while it installs ends it at once, also where npm does not listen", async () => {
    rmSync(join(folder, "node_modules"));
    writeFileSync(
      join(folder, "package-lock.json"),
      '{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"1.0.0"}}}',
    );
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/npm"), "#!/bin/sh\ntrap '' TERM\necho $$ $$ > pids\nexec sleep 60\n", {
      mode: 0o755,
    });
    const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}` };
    const child = spawn(process.execPath, ["scripts/start.mjs"], { cwd: folder, env });
    await expect.poll(() => existsSync(join(folder, "pids")), { timeout: 10_000 }).toBe(true);
    child.kill("SIGTERM");
    expect((await ended(child)).code).toBe(143);
    await expectAllGone();
  });
});

// Last of all it says, whole and at once, that it is there: what a server listens to stands before it.
const ANNOUNCE = `
  import { spawn } from "node:child_process";
  import { renameSync, writeFileSync } from "node:fs";
  const announce = (...pids) => {
    writeFileSync("pids.new", pids.join(" "));
    renameSync("pids.new", "pids");
  };
  setInterval(() => {}, 1000);
  process.on("SIGINT", () => {});
`;
const CHILD = `${ANNOUNCE}
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  announce(process.pid, child.pid);
`;
const STUBBORN_CHILD = `${ANNOUNCE}
  const child = spawn(process.execPath, ["-e", 'process.on("SIGTERM", () => {}); console.log(1); setInterval(() => {}, 1000)']);
  child.stdout.once("data", () => {
    announce(process.pid, child.pid);
    announced();
  });
`;

function server(source: string): void {
  writeFileSync(join(folder, "apps/api/src/main.ts"), source);
}

function run(env: Record<string, string>): ChildProcess {
  // A test may itself run below `npm test`: that npm's settings and folder are none of this one's business.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("npm_") && name !== "INIT_CWD");
  const options = { cwd: folder, detached: true, env: { ...Object.fromEntries(inherited), ...env } };
  return spawn("npm", ["start"], options);
}

async function start(): Promise<ChildProcess> {
  const npm = run({ LOCKSTEP_SKIP_INSTALL: "1" });
  await expect.poll(() => existsSync(join(folder, "pids")), { timeout: 10_000 }).toBe(true);
  return npm;
}

function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = "";
  child.stdout?.on("data", (text) => (said += String(text)));
  child.stderr?.on("data", (text) => (said += String(text)));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

async function expectAllGone(): Promise<void> {
  const pids = readFileSync(join(folder, "pids"), "utf8").split(" ").map(Number);
  await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
}

function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return false;
  }
}
