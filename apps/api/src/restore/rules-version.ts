import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * A hash of everything that a fact's checks depend on besides the fact: the source text of the domain, what it is run by
 * (time zones come with it), and the clock. Facts that were checked under the same one need not be checked again.
 */
export function rulesVersion(clockMode: "live" | "manual"): string {
  const folder = sourceOf("@lockstep/domain/check-event");
  const hash = createHash("sha256").update(`${clockMode}\n${JSON.stringify(process.versions)}\n`);
  hash.update(readFileSync(join(folder, "../package.json")));
  return hashSources(hash, folder).digest("hex");
}

/** The folder of a package's source, by a module at the top of it. */
export const sourceOf = (entry: string): string => dirname(fileURLToPath(import.meta.resolve(entry)));

/** What a program of such a folder does hangs on nothing else in it; tests do not count. */
export function hashSources(hash: Hash, folder: string): Hash {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .sort();
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(folder, file)));
  return hash;
}
