// Builds the web page or bundles the server if its sources changed since the last time: `node scripts/build.mjs page|server`.
import { ensureServerBuilt, ensureWebBuilt } from "./prepare.mjs";

const BUILDS = { page: ensureWebBuilt, server: ensureServerBuilt };

try {
  const build = BUILDS[process.argv[2]];
  if (build === undefined) throw new Error(`Say what to build: ${Object.keys(BUILDS).join(" or ")}.`);
  await build((message) => process.stdout.write(`${message} …\n`));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
