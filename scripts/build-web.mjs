// Builds the web page if its sources changed since the last time.
import { ensureWebBuilt } from "./prepare.mjs";

try {
  await ensureWebBuilt((message) => process.stdout.write(`${message} …\n`));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
