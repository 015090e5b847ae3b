import { type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on stderr, written at once so that a last word before the end is not lost. */
export function createLog(level: string): Log {
  return pino(
    { name: "api", level, redact: ["authorization", "headers", "*.authorization", "*.headers", "databaseUrl"] },
    pino.destination({ dest: 2, sync: true }),
  );
}
