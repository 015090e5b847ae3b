import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** As `npm start` does where sources have changed: what is measured is what the sources say. */
export function build(what: "page" | "server"): void {
  const script = join(import.meta.dirname, "../../../scripts/build.mjs");
  const { status } = spawnSync(process.execPath, [script, what], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`the ${what} could not be built`);
}
