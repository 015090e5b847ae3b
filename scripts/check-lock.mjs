// The lock must install on every machine: no registry's address in it, and every platform binary that a package may
// want. npm leaves the latter out without a word when a mirror lacked them, and `npm ci` fails much later.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare.mjs";

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const problems = Object.entries(packages).flatMap(([path, entry]) => [
  ...(entry.resolved !== undefined && entry.link !== true ? [`${path} names its registry: ${entry.resolved}`] : []),
  ...Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isLocked(path, name))
    .map((name) => `${path} may want ${name}, which is not locked`),
]);
for (const problem of problems) process.stderr.write(`package-lock.json: ${problem}\n`);
process.stdout.write(`${Object.keys(packages).length} locked packages, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Looks where Node would: beside the package, then in each folder above. */
function isLocked(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`] !== undefined) return true;
    if (folder === "") return false;
  }
}
