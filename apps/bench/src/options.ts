import { ok, type Result, refuse } from "@lockstep/domain/result";

export interface Options {
  readonly sizes: readonly number[];
  readonly ratioSizes: readonly number[];
  readonly isWild: boolean;
  readonly shapes: readonly { readonly lines: number; readonly load: number }[];
  readonly seed: number;
  /** About how long each part of a run may take. */
  readonly seconds: number;
  readonly isWritten: boolean;
  /** Only what a restart takes, at each size with ten facts a line. */
  readonly isRestart: boolean;
  /** Only how long a Sparkplug B payload takes to decode, against the codec that most take. */
  readonly isDecode: boolean;
  /** Only what broken facts cost the good ones in a stream. */
  readonly isPoison: boolean;
}

const SHAPES = [
  { lines: 320, load: 1.6 },
  { lines: 3_000, load: 0.9 },
  { lines: 10_000, load: 0.9 },
] as const;

const USAGE = `npm run bench [-- options]
  --size 10k,100k   order lines: 10k, 100k, 1M (default 10k)
  --full            all sizes, both mixes, the ratios at 10k and 100k, all shapes
  --restart         only what a restart of the server takes, with a log of ten facts a line
  --decode          only Sparkplug B payloads, against sparkplug-payload
  --poison          only a stream over HTTP with 0.1 % broken facts in it, against one without
  --seed 1          of the networks and the streams
  --seconds 10      about how long each part of a run may take
  --no-write        leave docs/BENCHMARKS.md as it is`;

/** What is asked for on the command line; a refusal says what is wrong with it. */
export function parseOptions(args: readonly string[]): Result<Options, string> {
  let sizes: number[] = [];
  let [isFull, isRestart, isDecode, isPoison, isWritten, seed, seconds] = [false, false, false, false, true, 1, 10];
  for (let k = 0; k < args.length; k++) {
    const name = args[k];
    if (name === "--help") return refuse(USAGE);
    if (name === "--full") isFull = true;
    else if (name === "--restart") isRestart = true;
    else if (name === "--decode") isDecode = true;
    else if (name === "--poison") isPoison = true;
    else if (name === "--no-write") isWritten = false;
    else if (name === "--size") sizes = (args[++k] ?? "").split(",").map(sizeOf);
    else if (name === "--seed") seed = Number(args[++k]);
    else if (name === "--seconds") seconds = Number(args[++k]);
    else return refuse(`There is no option ${name}.\n${USAGE}`);
  }
  if (sizes.some((size) => !(size >= 250 && size <= 1_000_000)))
    return refuse(`--size takes 250 to 1M order lines, such as 10k or 10k,100k.\n${USAGE}`);
  if (!Number.isSafeInteger(seed)) return refuse(`--seed takes a whole number.\n${USAGE}`);
  if (!(seconds > 0)) return refuse(`--seconds takes a number greater than 0.\n${USAGE}`);
  const small = sizes.filter((size) => size <= 100_000);
  if (isFull)
    return ok({
      sizes: sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000],
      ratioSizes: sizes.length > 0 ? small : [10_000, 100_000],
      isWild: true,
      shapes: SHAPES,
      seed,
      seconds,
      isWritten,
      isRestart,
      isDecode,
      isPoison,
    });
  const wanted = sizes.length > 0 ? sizes : [10_000];
  const ratioSizes = sizes.length > 0 ? small : [10_000];
  return ok({
    sizes: wanted,
    ratioSizes,
    isWild: false,
    shapes: SHAPES.slice(0, 2),
    seed,
    seconds,
    isWritten,
    isRestart,
    isDecode,
    isPoison,
  });
}

function sizeOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(k|M)?$/.exec(text);
  if (match === null) return Number.NaN;
  return Number(match[1]) * (match[2] === "M" ? 1_000_000 : match[2] === "k" ? 1_000 : 1);
}
