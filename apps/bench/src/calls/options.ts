import { ok, type Result, refuse } from "@lockstep/domain/result";

export interface CallOptions {
  readonly timers: number;
  readonly kills: number;
  /** Seconds that the server is left alone after each start, before it may be killed again. */
  readonly calm: number;
  /** Milliseconds that the receiver takes for a message. */
  readonly answer: number;
  readonly races: number;
  readonly isWritten: boolean;
}

const USAGE = `npm run bench:calls [-- options]
  --timers 5000     steps of escalations that come due on a clock that runs, each a message of its own
  --kills 50        how often the server is killed meanwhile, every other time between sending and recording
  --calm 8          seconds that it is left alone before it may be killed again; 0: as soon as one message has come
  --answer 20       milliseconds that the receiver takes for a message
  --races 10000     acknowledgements that cross the clock which makes the next step due
  --no-write        leave docs/BENCHMARKS.md as it is`;

const NUMBERS = { timers: 5_000, kills: 50, calm: 8, answer: 20, races: 10_000 };
const MAY_BE_NONE = ["calm", "answer"];
const isName = (name: string): name is keyof typeof NUMBERS => name in NUMBERS;

/** What is asked for on the command line; a refusal says what is wrong with it. */
export function parseCallOptions(args: readonly string[]): Result<CallOptions, string> {
  const said: Record<keyof typeof NUMBERS, number> = { ...NUMBERS };
  let isWritten = true;
  for (let k = 0; k < args.length; k += 1) {
    const argument = args[k] ?? "";
    if (argument === "--help") return refuse(USAGE);
    if (argument === "--no-write") {
      isWritten = false;
      continue;
    }
    const name = argument.replace(/^--/, "");
    if (!isName(name)) return refuse(`There is no option ${argument}.\n${USAGE}`);
    k += 1;
    said[name] = Number(args[k]);
    const least = MAY_BE_NONE.includes(name) ? 0 : 1;
    if (!Number.isInteger(said[name]) || said[name] < least)
      return refuse(`--${name} takes a whole number of ${least} or more.\n${USAGE}`);
  }
  return ok({ ...said, isWritten });
}
