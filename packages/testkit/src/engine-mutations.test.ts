import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MUTANTS, type Mutant } from "./engine-mutants.ts";
import type { Asked, Searched } from "./search-mutants.ts";

/**
 * Whether the comparison with the full projection would notice a mistake in the engine: copies of its source, each with one
 * mistake, go through directed histories and random ones of fixed seeds until they say something else than it does.
 */

const ENGINE = fileURLToPath(new URL("../../engine", import.meta.url));
const MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const SEARCH = fileURLToPath(new URL("search-mutants.ts", import.meta.url));
const AT_ONCE = 2;

const folder = mkdtempSync(join(tmpdir(), "lockstep-mutants-"));
const found = new Map<string, Searched>();

function sourceOf({ file, from, mistake }: Mutant): string {
  const source = readFileSync(join(ENGINE, "src", file), "utf8");
  if (source.split(from).length !== 2)
    throw new Error(`"${mistake}": ${file} has the text ${source.split(from).length - 1} times: ${from}`);
  return source;
}

/** The address of a copy's `createEngine`. */
function copy(name: string, mutant: Mutant | null): string {
  const own = join(folder, name);
  mkdirSync(own);
  writeFileSync(join(own, "package.json"), '{ "type": "module" }');
  cpSync(join(ENGINE, "src"), join(own, "src"), { recursive: true, filter: (path) => !/\.test\.ts$/.test(path) });
  if (mutant !== null)
    writeFileSync(
      join(own, "src", mutant.file),
      sourceOf(mutant).replace(mutant.from, () => mutant.to),
    );
  return pathToFileURL(join(own, "src/create-engine.ts")).href;
}

/** A process of its own, as a mistake may also never come to an end. */
function searchIn(asked: readonly Asked[]): Promise<void> {
  const child = spawn(process.execPath, [SEARCH, ...asked.map((one) => JSON.stringify(one))], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 480_000,
  });
  createInterface({ input: child.stdout }).on("line", (text) => {
    const searched = JSON.parse(text) as Searched;
    found.set(searched.engine, searched);
  });
  return new Promise((resolve) => {
    child.once("close", () => resolve());
  });
}

const addresses = new Map<Mutant | null, string>();

beforeAll(async () => {
  symlinkSync(MODULES, join(folder, "node_modules"));
  addresses.set(null, copy("none", null));
  for (const [k, mutant] of MUTANTS.entries()) if (isThere(mutant)) addresses.set(mutant, copy(`m${k}`, mutant));
  // All that notice something, so that they are seen to say nothing of the engine as it is.
  const all = [...new Set(MUTANTS.map(({ noticedBy }) => noticedBy))];
  const shares = Array.from({ length: AT_ONCE }, (): Asked[] => []);
  for (const [k, [mutant, engine]] of [...addresses].entries()) {
    shares[k % AT_ONCE]?.push({ engine, first: mutant === null ? all : [mutant.noticedBy] });
  }
  await Promise.all(shares.map(searchIn));
}, 540_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

const isThere = (mutant: Mutant): boolean => {
  try {
    return sourceOf(mutant).length > 0;
  } catch {
    return false;
  }
};

describe("what the comparison of random histories notices", () => {
  test("nothing, of the engine as it is", () => {
    expect(found.get(addresses.get(null) ?? "")).toMatchObject({ difference: null });
  });

  test.each(MUTANTS)("$mistake ($file)", (mutant) => {
    // It fails here if the source has moved on: then the mistake has to be written anew.
    sourceOf(mutant);
    const searched = found.get(addresses.get(mutant) ?? "");
    expect(searched, "the search did not come to its end").toBeDefined();
    expect(searched?.difference, `no difference after ${searched?.steps} steps`).not.toBeNull();
  });
});
