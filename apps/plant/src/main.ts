import { createClient } from "./client.ts";
import { drive } from "./drive.ts";
import { log } from "./log.ts";
import { parseOptions } from "./options.ts";

const parsed = parseOptions(process.argv.slice(2), process.env);
if (!parsed.ok) {
  log("error", parsed.message);
  process.exit(2);
}

const end = new AbortController();
for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(name, () => end.abort());

// Whoever started the plant is gone: nothing is left behind.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid !== parent) end.abort();
}, 500);
watch.unref();

try {
  await drive(parsed.options, createClient(parsed.options, end.signal), end.signal);
} catch (error) {
  if (!end.signal.aborted) {
    log("error", error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
log("info", "the plant has stopped");
process.exit(0);
