import { isoOf } from "@lockstep/domain/instant";
import { every, finished, type Steps } from "@lockstep/domain/steps";
import type { Finding } from "@lockstep/domain/world";
import type { Projection } from "./views.ts";

const PARTS = ["orderLines", "productionOrders", "stockingPoints", "resources", "causes"] as const;

/** Findings are told where they are at hand. */
type Compared = Omit<Projection, "findings"> & Partial<Pick<Projection, "findings">>;

/** Where two projections say something else, to 1e-6 of a unit and 1 ms; findings only where both have them. */
export const differencesBetween = (a: Compared, b: Compared, most = 10): string[] =>
  finished(differencesInSteps(a, b, { most }));

export interface Comparing {
  /** How many are told. */
  readonly most?: number;
  /** Stocking points that are not looked at. */
  readonly isLeftOut?: (point: string) => boolean;
}

/** So many rows are compared in a step. */
const ROWS_A_STEP = 1_000;

/** The same bit by bit. */
export function* differencesInSteps(
  a: Compared,
  b: Compared,
  { most = 10, isLeftOut = () => false }: Comparing = {},
): Steps<string[]> {
  const isTurn = every(ROWS_A_STEP);
  const found: string[] = [];
  const tell = (where: string, x: unknown, y: unknown): void => {
    if (found.length < most) found.push(`${where}: ${shown(x)} instead of ${shown(y)}`);
  };
  const compare = (x: unknown, y: unknown, where: string): void => {
    if (Object.is(x, y) || found.length >= most) return;
    if (typeof x === "number" && typeof y === "number") {
      if (!isSameNumber(x, y)) tell(where, x, y);
    } else if (typeof x === "object" && typeof y === "object" && x !== null && y !== null) {
      for (const name of new Set([...Object.keys(x), ...Object.keys(y)])) {
        compare(x[name as keyof typeof x], y[name as keyof typeof y], `${where}.${name}`);
      }
    } else tell(where, x, y);
  };
  if (a.now !== b.now) tell("now", a.now, b.now);
  for (const part of PARTS) {
    const [one, other]: ReadonlyMap<string, unknown>[] = [a[part], b[part]];
    if (one === undefined || other === undefined) continue;
    const isLooked = (id: string): boolean => part !== "stockingPoints" || !isLeftOut(id);
    for (const [id, row] of one) {
      if (isLooked(id)) compare(row, other.get(id), `${part} ${id}`);
      if (isTurn()) yield;
    }
    for (const [id, row] of other) {
      if (!one.has(id) && isLooked(id)) compare(undefined, row, `${part} ${id}`);
      if (isTurn()) yield;
    }
  }
  if (a.findings !== undefined && b.findings !== undefined)
    compare(textsOf(a.findings), textsOf(b.findings), "findings");
  return found;
}

const textsOf = (findings: readonly Finding[]): Readonly<Record<string, number>> => {
  const texts: Record<string, number> = {};
  for (const { rule, subjectType, subject, text } of findings) {
    const said = `${rule}: ${subjectType} ${subject}: ${text}`;
    texts[said] = (texts[said] ?? 0) + 1;
  }
  return texts;
};

/** Instants are compared to 1 ms, all else relatively to 1e-6. */
function isSameNumber(x: number, y: number): boolean {
  return Math.abs(x - y) <= (Math.abs(x) > 1e11 ? 1 : 1e-6 * Math.max(1, Math.abs(x)));
}

const shown = (value: unknown): string =>
  typeof value === "number" && value > 1e11 && Number.isFinite(value)
    ? isoOf(value)
    : (JSON.stringify(value)?.slice(0, 200) ?? "nothing");
