import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * A hash of everything that a fact's checks depend on besides the fact: the source text of the domain, what it is run by
 * (time zones come with it), and the clock. Facts that were checked under the same one need not be checked again.
 */
export function rulesVersion(clockMode: "live" | "manual"): string {
  const folder = dirname(fileURLToPath(import.meta.resolve("@lockstep/domain/check-event")));
  const hash = createHash("sha256").update(`${clockMode}\n${JSON.stringify(process.versions)}\n`);
  hash.update(readFileSync(join(folder, "../package.json")));
  for (const file of sourcesIn(folder)) hash.update(`\n${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest("hex");
}

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .sort();
