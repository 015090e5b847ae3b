import { ok, type Result, refuse } from "@lockstep/domain/result";

export interface FloodOptions {
  readonly lines: number;
  readonly others: number;
  readonly seconds: number;
  readonly throttles: readonly number[];
  readonly port: number;
  /** Where pictures and CPU profiles of the page go; null: nowhere. */
  readonly folder: string | null;
  readonly isWritten: boolean;
}

const USAGE = `npm run bench:flood [-- options]
  --lines 5000      order lines that one supplier's failure puts at risk
  --others 30       cards that stand on the board before it
  --seconds 10      in which the supplier tells one date after the other, once a second
  --throttle 1,4    how many times slower the browser's processor is made, one flood each
  --port 0          of the server; 0: any that is free
  --folder FOLDER   keep a picture and a CPU profile of the page there
  --no-write        leave docs/BENCHMARKS.md as it is`;

const NAMES = ["lines", "others", "seconds", "throttle", "port", "folder"];

/** What is asked for on the command line; a refusal says what is wrong with it. */
export function parseFloodOptions(args: readonly string[]): Result<FloodOptions, string> {
  const said = new Map<string, string>();
  let isWritten = true;
  for (let k = 0; k < args.length; k += 1) {
    const argument = args[k] ?? "";
    if (argument === "--help") return refuse(USAGE);
    if (argument === "--no-write") {
      isWritten = false;
      continue;
    }
    const name = argument.replace(/^--/, "");
    if (!NAMES.includes(name)) return refuse(`There is no option ${argument}.\n${USAGE}`);
    k += 1;
    said.set(name, args[k] ?? "");
  }
  const [lines, others, seconds] = [said.get("lines") ?? 5_000, said.get("others") ?? 30, said.get("seconds") ?? 10];
  const throttles = (said.get("throttle") ?? "1,4").split(",").map(Number);
  const [least, port] = [[Number(lines), Number(others), Number(seconds), ...throttles], Number(said.get("port") ?? 0)];
  if (!least.every((one) => Number.isInteger(one) && one > 0) || !Number.isInteger(port) || port < 0)
    return refuse(`All numbers must be whole and above 0.\n${USAGE}`);
  const [whole = 0, aside = 0, time = 0] = least;
  return ok({
    lines: whole,
    others: aside,
    seconds: time,
    throttles,
    port,
    folder: said.get("folder") ?? null,
    isWritten,
  });
}
