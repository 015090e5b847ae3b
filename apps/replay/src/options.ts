import { parseArgs } from "node:util";
import { isLocalDate } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";

/** What to replay, whereto and how fast; see docs/ADVENTUREWORKS.md. */
export interface Options {
  readonly folder: string;
  readonly url: string;
  /** Midnight UTC of the Monday whose plan is told first; null: the record's first. */
  readonly from: number | null;
  /** Recorded time over real time; null: as fast as possible. */
  readonly speed: number | null;
  readonly currency: string;
  /** An authorization header, if the server wants one. */
  readonly authorization: string | null;
}

export const USAGE =
  "npm run replay -- adventureworks <folder> [--from 2014-03-24] [--speed N | --as-fast-as-possible]" +
  " [--url http://localhost:4000] [--currency EUR]";

/** 1970-01-01 was a Thursday. */
const isMonday = (midnight: number): boolean => (midnight / 86_400_000 + 3) % 7 === 0;

/** The command line, or what is wrong with it in one sentence. */
export function parseOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<Options, string> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [record, folder, ...rest] = positionals;
  if (record !== "adventureworks" || folder === undefined || rest.length > 0) return refuse(`usage: ${USAGE}`);
  if (values.speed !== undefined && values["as-fast-as-possible"]) {
    return refuse("--speed and --as-fast-as-possible exclude each other: give one of them");
  }
  const from = values.from === undefined ? null : Date.parse(`${values.from}T00:00:00Z`);
  if (from !== null && !(isLocalDate(values.from ?? "") && isMonday(from))) {
    return refuse(`--from ${values.from} is no Monday: the plan of a week is told, so give one like 2014-03-24`);
  }
  const speed = values.speed === undefined ? null : Number(values.speed);
  if (speed !== null && !(speed > 0 && speed <= 1e7)) return refuse("--speed takes a number above 0, up to 10000000");
  const url = values.url ?? `http://localhost:${environment["PORT"] ?? "4000"}`;
  if (!URL.canParse(url)) return refuse(`--url ${url} is no address`);
  const currency = values.currency ?? environment["LOCKSTEP_CURRENCY"] ?? "EUR";
  if (!/^[A-Z]{3}$/.test(currency))
    return refuse(`--currency ${currency} is no currency code of three capital letters`);
  const authorization = environment["LOCKSTEP_TOKEN"] ?? null;
  return ok({ folder, url: url.replace(/\/$/, ""), from, speed, currency, authorization });
}

function parse(args: readonly string[]) {
  try {
    const options = {
      from: { type: "string" },
      speed: { type: "string" },
      "as-fast-as-possible": { type: "boolean" },
      url: { type: "string" },
      currency: { type: "string" },
    } as const;
    return ok(parseArgs({ args: [...args], allowPositionals: true, options }));
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}; usage: ${USAGE}`);
  }
}
