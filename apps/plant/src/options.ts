import { parseArgs } from "node:util";

/** How the demonstration plant is to run; see docs/DEMO-PLANT.md. */
export interface Options {
  readonly url: string;
  readonly seed: number;
  readonly speed: number;
  /** An authorization header, if the server wants one. */
  readonly authorization: string | null;
  /** When the plant's first week begins; null: found on the server, else the Monday behind us. */
  readonly start: number | null;
}

export type Parsed =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly message: string };

export function parseOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Parsed {
  let values: Record<string, string | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        url: { type: "string" },
        seed: { type: "string" },
        speed: { type: "string" },
        start: { type: "string" },
      },
    }));
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  const url = values["url"] ?? `http://localhost:${environment["PORT"] ?? "4000"}`;
  const seed = Number(values["seed"] ?? "1");
  const speed = Number(values["speed"] ?? "1");
  const start = values["start"] === undefined ? null : Date.parse(values["start"]);
  if (!URL.canParse(url)) return { ok: false, message: `--url ${url} is no address` };
  if (!Number.isSafeInteger(seed)) return { ok: false, message: "--seed takes a whole number" };
  if (!(speed >= 1 && speed <= 10_000)) return { ok: false, message: "--speed takes a number from 1 to 10000" };
  if (start !== null && Number.isNaN(start))
    return { ok: false, message: "--start takes an instant like 2026-03-02T00:00:00Z" };
  return {
    ok: true,
    options: { url: url.replace(/\/$/, ""), seed, speed, start, authorization: environment["LOCKSTEP_TOKEN"] ?? null },
  };
}
