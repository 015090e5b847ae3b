import type { Instant, Millis } from "@lockstep/domain/instant";

/** What "on time and in full" means to someone. */
export interface OtifDefinition {
  readonly id: string;
  readonly version: number;
  readonly description: string;
  /** Which date counts. */
  readonly basis: "requested" | "first-promise";
  /** A line is met or not; or each unit inside the window counts. */
  readonly level: "line" | "unit";
  /** How early is still on time; null: as early as it likes. */
  readonly early: Millis | "same-day" | null;
  readonly late: Millis;
  /** The share that may be missing. */
  readonly under: number;
}

const DEFINITIONS: readonly OtifDefinition[] = [
  {
    id: "requested-date",
    version: 1,
    description: "Share of order lines delivered in full by the date that the customer asked for.",
    basis: "requested",
    level: "line",
    early: null,
    late: 0,
    under: 0,
  },
  {
    id: "first-promise",
    version: 1,
    description: "Share of order lines delivered in full by the date that was promised first.",
    basis: "first-promise",
    level: "line",
    early: null,
    late: 0,
    under: 0,
  },
  {
    id: "retailer",
    version: 1,
    description:
      "Share of ordered units delivered on the day that the customer asked for; what is missing is fined with 3 %.",
    basis: "requested",
    level: "unit",
    early: "same-day",
    late: 0,
    under: 0,
  },
];

export const otifDefinition = (id: string): OtifDefinition | undefined => DEFINITIONS.find((one) => one.id === id);
export const otifDefinitionIds = (): readonly string[] => DEFINITIONS.map(({ id }) => id);

/** One order line as a definition looks at it. */
export interface OtifLine {
  readonly ordered: number;
  /** The date that counts; a date without a time is its day's end. */
  readonly due: Instant;
  /** When the day of `due` begins where the line leaves from. */
  readonly dayOfDue: Instant;
  readonly deliveries: readonly { readonly at: Instant; readonly quantity: number }[];
}

export interface OtifSum {
  /** Lines, or units. */
  readonly n: number;
  readonly met: number;
}

/** Sums up the lines whose window has closed; an open one that is past it has failed. */
export function otifSum(definition: OtifDefinition, lines: readonly OtifLine[], now: Instant): OtifSum {
  let n = 0;
  let met = 0;
  for (const line of lines) {
    const until = line.due + definition.late;
    if (until > now) continue;
    const inTime = quantityWithin(line, windowStart(definition, line), until);
    if (definition.level === "unit") {
      n += line.ordered;
      met += Math.min(inTime, line.ordered);
    } else {
      n += 1;
      met += inTime >= line.ordered * (1 - definition.under) ? 1 : 0;
    }
  }
  return { n, met };
}

function windowStart({ early }: OtifDefinition, { due, dayOfDue }: OtifLine): Instant {
  if (early === null) return Number.NEGATIVE_INFINITY;
  return early === "same-day" ? dayOfDue : due - early;
}

const quantityWithin = ({ deliveries }: OtifLine, from: Instant, until: Instant): number =>
  deliveries.filter(({ at }) => from <= at && at <= until).reduce((sum, { quantity }) => sum + quantity, 0);
