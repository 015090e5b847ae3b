const LEVELS = { info: 30, warn: 40, error: 50 } as const;

/** JSON lines on stderr, in the shape of the server's own. */
export function log(level: keyof typeof LEVELS, msg: string, details: Readonly<Record<string, unknown>> = {}): void {
  const line = { level: LEVELS[level], time: Date.now(), name: "replay", msg, ...details };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
