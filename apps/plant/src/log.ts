const LEVELS = { info: 30, warn: 40, error: 50 } as const;

/** JSON lines on stderr, in the shape of the server's own. */
export function log(level: keyof typeof LEVELS, msg: string, details: Readonly<Record<string, unknown>> = {}): void {
  process.stderr.write(
    `${JSON.stringify({ level: LEVELS[level], time: Date.now(), name: "plant", msg, ...details })}\n`,
  );
}
