import { ok, type Result, refuse } from "@lockstep/domain/result";

export interface LiveOptions {
  readonly rates: readonly number[];
  readonly sockets: readonly number[];
  readonly stores: readonly ("postgres" | "embedded")[];
  readonly lines: number;
  readonly seconds: number;
  readonly seed: number;
  readonly isPainted: boolean;
  /** Only pages that come back to a server that is killed so often; null: not that. */
  readonly kills: number | null;
  readonly isWritten: boolean;
}

const USAGE = `npm run bench:live [-- options]
  --rate 500,5000,20000    facts a second that are offered
  --sockets 1,100,2000     that watch everything
  --store postgres,embedded
  --lines 10000            order lines of the network
  --seconds 10             how long each of them is loaded
  --seed 1                 of the network, the stream and the times of arrival
  --kills 10               only how pages come back to a server that is killed so often: as many as --sockets says last
  --no-paint               without a browser
  --no-write               leave docs/BENCHMARKS.md as it is`;

/** What is asked for on the command line; a refusal says what is wrong with it. */
export function parseLiveOptions(args: readonly string[]): Result<LiveOptions, string> {
  const said = new Map<string, string>();
  const flags = new Set<string>();
  for (let k = 0; k < args.length; k += 1) {
    const name = args[k] ?? "";
    if (name === "--help") return refuse(USAGE);
    if (name === "--no-write" || name === "--no-paint") flags.add(name);
    else if (["--rate", "--sockets", "--store", "--lines", "--seconds", "--seed", "--kills"].includes(name)) {
      k += 1;
      said.set(name, args[k] ?? "");
    } else return refuse(`There is no option ${name}.\n${USAGE}`);
  }
  const numbers = (name: string, byDefault: string): number[] => (said.get(name) ?? byDefault).split(",").map(Number);
  const stores = (said.get("--store") ?? "postgres,embedded").split(",");
  const rates = numbers("--rate", "500,5000,20000");
  const sockets = numbers("--sockets", "1,100,2000");
  const kills = said.has("--kills") ? Number(said.get("--kills")) : null;
  // As many as a board is about; a page reads all that is at risk.
  const [lines = 0] = numbers("--lines", kills === null ? "10000" : "320");
  const [seconds = 0] = numbers("--seconds", "10");
  const [seed = 0] = numbers("--seed", "1");
  const isWhole = [...rates, ...sockets, lines, seconds, seed, kills ?? 1].every(
    (one) => Number.isInteger(one) && one > 0,
  );
  if (!isWhole) return refuse(`All numbers must be whole and above 0.\n${USAGE}`);
  const known = stores.filter((one) => one === "postgres" || one === "embedded");
  if (known.length !== stores.length) return refuse(`--store takes postgres and embedded.\n${USAGE}`);
  const isPainted = !flags.has("--no-paint");
  const isWritten = !flags.has("--no-write");
  return ok({ rates, sockets, stores: known, lines, seconds, seed, isPainted, kills, isWritten });
}
