import { HOUR, type Millis } from "@lockstep/domain/instant";

/** On time in full, as data: which lines, measured by which date, what counts as kept. */
export interface OtifDefinition {
  readonly id: string;
  readonly version: number;
  /** In plain words. */
  readonly description: string;
  /** `line`: share of the lines kept whole; `unit`: share of the ordered units. */
  readonly level: "line" | "unit";
  readonly basis: "requested" | "first-promise";
  /** How much before the date is in time; null: any. */
  readonly early: Millis | null;
  readonly late: Millis;
  /** The share of the ordered quantity that may be missing. */
  readonly under: number;
  /** The share of the missing units' value that the customer takes off. */
  readonly fine: number;
}

export const OTIF_DEFINITIONS: readonly OtifDefinition[] = [
  {
    id: "requested",
    version: 1,
    description: "Share of order lines delivered in full by the date that the customer asked for.",
    level: "line",
    basis: "requested",
    early: null,
    late: 0,
    under: 0,
    fine: 0,
  },
  {
    id: "first-promise",
    version: 1,
    description: "Share of order lines delivered in full by the first date that was promised.",
    level: "line",
    basis: "first-promise",
    early: null,
    late: 0,
    under: 0,
    fine: 0,
  },
  {
    id: "retailer",
    version: 1,
    description:
      "Share of ordered units delivered within the 24 hours up to the requested date, as retailers count; " +
      "3 % of the value of what is missing is the fine.",
    level: "unit",
    basis: "requested",
    early: 24 * HOUR,
    late: 0,
    under: 0,
    fine: 0.03,
  },
];
