import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** A private throwaway server. `stop` ends it and removes its folder; both also happen when the test process dies. */
export interface Service {
  url: string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Wait for the disk at each commit, as in production. Off by default: tests end processes, not the power. */
  fsync?: boolean;
}

/** The folder of the newest installed PostgreSQL's programs, or undefined: then the test skips itself. */
export function findPostgres(): string | undefined {
  const base = "/usr/lib/postgresql";
  const versions = list(base)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(base, version, "bin")).find((bin) => isExecutable(join(bin, "postgres")));
}

/** The mosquitto program, or undefined: then the test skips itself. */
export function findMosquitto(): string | undefined {
  return ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"].find(isExecutable);
}

/** The browser that playwright-core drives, or undefined: then the test skips itself. */
export function findChromium(): string | undefined {
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(isExecutable);
}

/** What a browser needs to run as root, offline and in a container. */
export const CHROMIUM_ARGS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A fresh PostgreSQL cluster on 127.0.0.1 with one superuser and the database `postgres`; `socketFolder` is its unix socket. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Service & { socketFolder: string }> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error("PostgreSQL is not installed; ask findPostgres() first");
  const owner = processOwner("postgres");
  const folder = temporaryFolder("lockstep-pg-", owner);
  const data = join(folder, "data");
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
  try {
    await promisify(execFile)(join(bin, "initdb"), initdb, { ...owner, cwd: folder });
    return { ...(await startOnFreePort(launch)), socketFolder: folder };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }

  function launch(port: number): Launch {
    const settings = [
      `fsync=${options.fsync === true ? "on" : "off"}`,
      "listen_addresses=127.0.0.1",
      "max_connections=50",
    ];
    const args = ["-D", data, "-p", String(port), "-k", folder, ...settings.flatMap((setting) => ["-c", setting])];
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const isReady = () => succeeds(join(bin ?? "", "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port)]);
    return { program: join(bin ?? "", "postgres"), args, owner, folder, url, isReady, signal: "INT" };
  }
}

export interface MosquittoOptions {
  /** Lines of configuration in place of those that take anyone and keep nothing; the listener is always ours. */
  settings?: string;
  /** Where it listens, for one that comes back; a free port by default. */
  port?: number;
}

/** A fresh mosquitto on 127.0.0.1 that takes anyone and keeps nothing. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Service> {
  const program = findMosquitto();
  if (program === undefined) throw new Error("mosquitto is not installed; ask findMosquitto() first");
  const owner = processOwner("mosquitto");
  const folder = temporaryFolder("lockstep-mqtt-", owner);
  const settings = options.settings ?? "allow_anonymous true\npersistence false\n";
  const launch = (port: number): Launch => {
    const config = join(folder, "mosquitto.conf");
    writeFileSync(config, `listener ${port} 127.0.0.1\n${settings}`);
    const isReady = () => accepts(port);
    return { program, args: ["-c", config], owner, folder, url: `mqtt://127.0.0.1:${port}`, isReady, signal: "TERM" };
  };
  return options.port === undefined ? startOnFreePort(launch) : start(launch(options.port));
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export interface Owner {
  uid?: number;
  gid?: number;
}

export interface Launch {
  program: string;
  args: string[];
  owner: Owner;
  folder: string;
  url: string;
  isReady(): Promise<boolean>;
  /** What ends the program at once, and cleanly unless it is KILL. */
  signal: "INT" | "TERM" | "KILL";
}

const START_LIMIT_MS = 30_000;

/** Someone else may take the free port between asking and listening: then try another one. */
async function startOnFreePort(launchOn: (port: number) => Launch): Promise<Service> {
  let failure: unknown;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const launch = launchOn(await freePort());
    try {
      return await start(launch);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Starts a program and waits until it is ready. */
export async function start(launch: Launch): Promise<Service> {
  const child = spawnGuarded(launch);
  let said = "";
  child.stderr?.on("data", (text) => {
    said = (said + String(text)).slice(-2_000);
  });
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await launch.isReady())) {
    if (child.exitCode !== null) throw new Error(`${launch.program} did not start: ${said}`);
    if (performance.now() > deadline) {
      await end(child);
      throw new Error(`${launch.program} was not ready after ${START_LIMIT_MS} ms: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url: launch.url,
    stop: async () => {
      await end(child);
      rmSync(launch.folder, { recursive: true, force: true });
    },
  };
}

/** The shell between waits for its stdin to close, which also happens when this process is killed, and then ends the program. */
function spawnGuarded({ program, args, owner, folder, signal }: Launch): ChildProcess {
  const script = `exec 3<&0; "$@" </dev/null & p=$!; (cat <&3 >/dev/null; kill -${signal} $p 2>/dev/null) & g=$!
    wait $p; code=$?; kill $g 2>/dev/null; [ -e "/proc/$PPID" ] && [ $PPID -ne 1 ] || rm -rf "${folder}"; exit $code`;
  return spawn("/bin/sh", ["-c", script, "sh", program, ...args], {
    ...owner,
    cwd: folder,
    stdio: ["pipe", "ignore", "pipe"],
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await gone;
}

/** Servers refuse to run as root; as anyone else they run as oneself. */
export function processOwner(user: string): Owner {
  if (process.getuid?.() !== 0) return {};
  const ask = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: ask("-u"), gid: ask("-g") };
}

export function temporaryFolder(prefix: string, owner: Owner): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}

function succeeds(program: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => execFile(program, args, (error) => resolve(error === null)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
