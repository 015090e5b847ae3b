import { readConfig } from "./config.ts";
import { createLog } from "./log.ts";

/** Ends before anything has begun: one line that says why. */
function giveUp(why: string): never {
  createLog("fatal").fatal(`Lockstep does not start: ${why}`);
  process.exit(1);
}

const config = readConfig(process.env, process.cwd());
if (!config.ok) giveUp(config.error);
const log = createLog(config.value.logLevel);

for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    log.fatal(error, "a mistake in the program: ending, so that nothing wrong is said");
    process.exit(1);
  });
}

// Of Node and of libraries: a line of the log as every other.
process.removeAllListeners("warning");
process.on("warning", ({ name, message }) => log.warn({ name }, message.replace(/\s+/g, " ")));

let stop = (): Promise<void> => Promise.resolve();
let isStopping = false;
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, "shutting down");
    void stop().then(() => process.exit(0));
  });
}

// Read only now: whoever has set something wrong is told at once.
const { startServer } = await import("./start-server.ts");
const started = await startServer(config.value, log);
if (!started.ok) giveUp(started.error);
stop = started.value.stop;
