import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort, type Launch, type Service, start } from "./services.ts";

/** Its packages are those of Debian, which another Python does not see. */
const PYTHON = "/usr/bin/python3";
const SERVER = "/usr/bin/trytond";
const MODULES = "trytond.modules.sale_supply_production, trytond.modules.stock_lot_sled, proteus";
const SCRIPTS = ["initdb.sh", "seed.py"];

/** A Tryton with a small food plant in it, of its own data. */
export interface TrytonServer {
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Runs SQL on its data, behind its back. */
  sql(statement: string): void;
  /** Ends it; its data stays. */
  down(): Promise<void>;
  /** Starts it again at the same address. */
  up(): Promise<void>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

/** The folder with the recipe for a seeded database, which lies beside a checkout; undefined without it or a Tryton. */
export function findTryton(): string | undefined {
  const folder = fileURLToPath(new URL("../../../../shared/counterparts/tryton", import.meta.url));
  if (!existsSync(SERVER) || !SCRIPTS.every((script) => existsSync(join(folder, script)))) return undefined;
  try {
    execFileSync(PYTHON, ["-W", "ignore", "-c", `import ${MODULES}`], { stdio: "ignore" });
    return folder;
  } catch {
    return undefined;
  }
}

export async function startTryton(recipe: string): Promise<TrytonServer> {
  const seeded = await seededDatabase(recipe);
  const folder = mkdtempSync(join(tmpdir(), "lockstep-tryton-"));
  copyFileSync(seeded, join(folder, "lockstep.sqlite"));
  const port = await freePort();
  const config = join(folder, "trytond.conf");
  const settings = ["[database]", "uri = sqlite://", `path = ${folder}`, "[web]", `listen = 127.0.0.1:${port}`];
  writeFileSync(config, [...settings, `root = ${folder}`, "[queue]", "worker = False", ""].join("\n"));
  const url = `http://127.0.0.1:${port}`;
  const launch = (): Launch => ({
    program: PYTHON,
    args: ["-W", "ignore", SERVER, "-c", config, "-d", "lockstep"],
    owner: {},
    folder: mkdtempSync(join(tmpdir(), "lockstep-trytond-")),
    url,
    isReady: () => answers(url),
    signal: "TERM",
  });
  let running: Service | null = await start(launch());
  const down = async (): Promise<void> => {
    await running?.stop();
    running = null;
  };
  return {
    ...{ url, database: "lockstep", user: "admin", password: "admin-pw" },
    sql(statement) {
      const script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()";
      execFileSync(PYTHON, ["-c", script, join(folder, "lockstep.sqlite"), statement]);
    },
    down,
    async up() {
      running ??= await start(launch());
    },
    async stop() {
      await down();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Made once for each recipe and day, as it is full of days counted from today; that takes most of a minute. */
async function seededDatabase(recipe: string): Promise<string> {
  const hash = createHash("sha256").update(new Date().toISOString().slice(0, 10));
  for (const script of SCRIPTS) hash.update(readFileSync(join(recipe, script)));
  const cache = join(tmpdir(), `lockstep-tryton-seeded-${hash.digest("hex").slice(0, 16)}`);
  const made = join(cache, "lockstep.sqlite");
  if (existsSync(made)) return made;
  const work = mkdtempSync(join(tmpdir(), "lockstep-tryton-seed-"));
  try {
    for (const script of SCRIPTS) cpSync(join(recipe, script), join(work, script));
    const run = promisify(execFile);
    await run("/bin/bash", [join(work, "initdb.sh"), "sqlite"], { cwd: work });
    await run(PYTHON, ["-W", "ignore", "seed.py", "run/sqlite.conf", "lockstep"], { cwd: work });
    mkdirSync(cache, { recursive: true });
    const fresh = join(cache, `${process.pid}.new`);
    copyFileSync(join(work, "run/data/lockstep.sqlite"), fresh);
    renameSync(fresh, made);
    return made;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  const body = JSON.stringify({ id: 1, method: "common.server.version", params: [] });
  try {
    const response = await fetch(`${url}/`, { method: "POST", headers: { "content-type": "application/json" }, body });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
