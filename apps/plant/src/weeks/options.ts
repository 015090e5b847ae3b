import { parseArgs } from "node:util";
import type { Instant } from "@lockstep/domain/instant";

export interface WeeksOptions {
  readonly seed: number;
  readonly weeks: number;
  readonly start: Instant;
  /** The share of exceptions that people answer. */
  readonly share: number;
  /** Into docs/DEMO-PLANT.md, and not to the screen alone. */
  readonly isWritten: boolean;
}

const USAGE = "npm run demo:weeks -- [--seed 1] [--weeks 4] [--start 2026-03-02T00:00:00Z] [--share 0.5] [--write]";

export function parseWeeksOptions(
  args: readonly string[],
): { readonly ok: true; readonly options: WeeksOptions } | { readonly ok: false; readonly message: string } {
  const refuse = (message: string) => ({ ok: false, message: `${message}: ${USAGE}` }) as const;
  let values: { seed?: string; weeks?: string; start?: string; share?: string; write?: boolean };
  try {
    const text = { type: "string" } as const;
    ({ values } = parseArgs({
      args: [...args],
      options: { seed: text, weeks: text, start: text, share: text, write: { type: "boolean" } },
    }));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const seed = Number(values.seed ?? "1");
  const weeks = Number(values.weeks ?? "4");
  const share = Number(values.share ?? "0.5");
  const start = Date.parse(values.start ?? "2026-03-02T00:00:00Z");
  if (!Number.isSafeInteger(seed)) return refuse("--seed takes a whole number");
  if (!(Number.isInteger(weeks) && weeks >= 1 && weeks <= 12))
    return refuse("--weeks takes a whole number from 1 to 12");
  if (!(share > 0 && share <= 1)) return refuse("--share takes a number above 0, up to 1");
  if (Number.isNaN(start)) return refuse("--start takes an instant");
  return { ok: true, options: { seed, weeks, share, start, isWritten: values.write === true } };
}
