import { ok, type Result, refuse } from "@lockstep/domain/result";

const PARTS = ["board", "plan", "leader", "gantt"] as const;
export type Part = (typeof PARTS)[number];

export interface PageOptions {
  readonly parts: readonly Part[];
  readonly lines: number;
  readonly rate: number;
  readonly throttle: number;
  readonly loads: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly seed: number;
  readonly port: number;
  /** Where pictures of the pages go; null: nowhere. */
  readonly shots: string | null;
  /** Where CPU profiles of the pages go; null: nowhere. */
  readonly profiles: string | null;
  /** The main pages are scored by Lighthouse, in place of all else. */
  readonly isLighthouse: boolean;
  readonly isWritten: boolean;
}

const USAGE = `npm run bench:pages [-- options]
  --only board,plan,leader,gantt   which pages are measured; gantt: pan and zoom of the plan, without throttling
  --lines 20000                    order lines of the network, all at one site: 20,000 have more than 10,000 operations
  --rate 50                        facts a second that come in meanwhile
  --throttle 4                     how many times slower the browser's processor is made
  --loads 5                        how often each page is opened, each time in a browser profile of its own
  --rounds 5                       how often the interactions with each page are gone through
  --seconds 6                      how long each gesture over the plan lasts
  --seed 1                         of the network, the stream and the times of arrival
  --port 0                         of the server; 0: any that is free
  --shots FOLDER                   keep pictures of the pages there
  --profiles FOLDER                keep CPU profiles of the pages there, which cost time themselves
  --lighthouse                     score the main pages of the demonstration plant by Lighthouse, and nothing else
  --no-write                       leave docs/BENCHMARKS.md as it is`;

const NUMBERS = { lines: 20_000, rate: 50, throttle: 4, loads: 5, rounds: 5, seconds: 6, seed: 1, port: 0 };
const NAMES = [...Object.keys(NUMBERS), "only", "shots", "profiles"];

/** What is asked for on the command line; a refusal says what is wrong with it. */
export function parsePageOptions(args: readonly string[]): Result<PageOptions, string> {
  const said = new Map<string, string>();
  let [isLighthouse, isWritten] = [false, true];
  for (let k = 0; k < args.length; k += 1) {
    const name = args[k] ?? "";
    if (name === "--help") return refuse(USAGE);
    if (name === "--no-write") isWritten = false;
    else if (name === "--lighthouse") isLighthouse = true;
    else if (NAMES.includes(name.slice(2)) && name.startsWith("--")) {
      k += 1;
      said.set(name.slice(2), args[k] ?? "");
    } else return refuse(`There is no option ${name}.\n${USAGE}`);
  }
  const numberOf = (name: keyof typeof NUMBERS): number => Number(said.get(name) ?? NUMBERS[name]);
  const least = (name: string): number => (name === "port" ? 0 : 1);
  for (const name of Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]) {
    const value = numberOf(name);
    if (!Number.isInteger(value) || value < least(name)) return refuse(`--${name} takes a whole number.\n${USAGE}`);
  }
  const named = (said.get("only") ?? PARTS.join(",")).split(",");
  const parts = PARTS.filter((one) => named.includes(one));
  if (parts.length !== named.length) return refuse(`--only takes ${PARTS.join(", ")}.\n${USAGE}`);
  const [lines, rate, throttle] = [numberOf("lines"), numberOf("rate"), numberOf("throttle")];
  const [loads, rounds, seconds] = [numberOf("loads"), numberOf("rounds"), numberOf("seconds")];
  const [shots, profiles] = [said.get("shots") ?? null, said.get("profiles") ?? null];
  const [seed, port] = [numberOf("seed"), numberOf("port")];
  const numbers = { lines, rate, throttle, loads, rounds, seconds, seed, port };
  return ok({ parts, ...numbers, shots, profiles, isLighthouse, isWritten });
}
