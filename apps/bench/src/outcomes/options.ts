import { ok, type Result, refuse } from "@lockstep/domain/result";

const STORES = ["embedded", "postgres"] as const;

export interface OutcomeOptions {
  readonly lines: readonly number[];
  readonly stores: readonly (typeof STORES)[number][];
  /** How often the page's questions are asked. */
  readonly rounds: number;
  readonly seed: number;
  readonly isWritten: boolean;
}

const USAGE = `npm run bench:outcomes [-- options]
  --lines 100000           order lines that have become of a year, one or more sizes: 100000,1000000
  --store embedded         embedded, postgres or both
  --rounds 100             how often all that the leader's page asks is asked
  --seed 1                 of what became of them
  --no-write               leave docs/BENCHMARKS.md as it is`;

/** What is asked for on the command line; a refusal says what is wrong with it. */
export function parseOutcomeOptions(args: readonly string[]): Result<OutcomeOptions, string> {
  const said: Record<string, string> = { lines: "100000", store: "embedded", rounds: "100", seed: "1" };
  let isWritten = true;
  for (let k = 0; k < args.length; k += 1) {
    const name = args[k]?.slice(2) ?? "";
    if (name === "help") return refuse(USAGE);
    if (name === "no-write") isWritten = false;
    else if (name in said) {
      k += 1;
      said[name] = args[k] ?? "";
    } else return refuse(`There is no option ${args[k]}.\n${USAGE}`);
  }
  const lines = (said["lines"] ?? "").split(",").map(Number);
  const [rounds, seed] = [Number(said["rounds"]), Number(said["seed"])];
  if (![...lines, rounds, seed].every((value) => Number.isInteger(value) && value > 0))
    return refuse(`--lines, --rounds and --seed take whole numbers greater than 0.\n${USAGE}`);
  const named = (said["store"] ?? "").split(",");
  const stores = STORES.filter((store) => named.includes(store));
  if (stores.length !== named.length) return refuse(`--store takes embedded and postgres.\n${USAGE}`);
  return ok({ lines, stores, rounds, seed, isWritten });
}
