import type {
  OtifBasis,
  OtifCredit,
  OtifDefinition,
  OtifDefinitionInput,
  OtifEvent,
  OtifLevel,
  OtifPartials,
  OtifTolerance,
} from "@lockstep/protocol/generated/schema";
import { instantOfWallTime, wallTimeOf } from "../format/wall-time.ts";
import { t } from "../i18n/i18n.ts";

/** `any`: however much. */
export type ToleranceUnit = "any" | "minutes" | "days";

/** A definition as it is typed: texts, until it is sent. */
export interface Draft {
  readonly id: string;
  /** Empty: the company's. */
  readonly customer: string;
  readonly description: string;
  readonly level: OtifLevel;
  readonly basis: OtifBasis;
  readonly event: OtifEvent;
  readonly earlyUnit: ToleranceUnit;
  readonly early: string;
  readonly lateUnit: ToleranceUnit;
  readonly late: string;
  /** Empty: the site's. */
  readonly timeZone: string;
  /** In percent. */
  readonly under: string;
  /** In percent; empty: any. */
  readonly over: string;
  readonly credit: OtifCredit;
  readonly partials: OtifPartials;
  /** With commas between them. */
  readonly excludedCustomers: string;
  readonly excludedItems: string;
  readonly excludedSites: string;
  readonly customerTolerances: boolean;
  /** In percent. */
  readonly fine: string;
  /** Wall times of the plant; empty: all. */
  readonly from: string;
  readonly to: string;
}

/** What a version says, to be made into the next one. */
export function draftOf(definition: OtifDefinition, zone: string): Draft {
  const { id, customer, description, level, basis, event, credit, partials, customerTolerances } = definition;
  const { early, late, under, over, fine, from, to, timeZone } = definition;
  const [earlyUnit, earlyText] = toleranceText(early ?? null);
  const [lateUnit, lateText] = toleranceText(late);
  return {
    ...{ id, customer: customer ?? "", description, level, basis, event, credit, partials, customerTolerances },
    ...{ earlyUnit, early: earlyText, lateUnit, late: lateText, timeZone: timeZone ?? "" },
    ...{ under: percentText(under), over: over == null ? "" : percentText(over), fine: percentText(fine) },
    excludedCustomers: definition.excludedCustomers.join(", "),
    excludedItems: definition.excludedItems.join(", "),
    excludedSites: definition.excludedSites.join(", "),
    from: from == null ? "" : wallTimeOf(from, zone),
    to: to == null ? "" : wallTimeOf(to, zone),
  };
}

function toleranceText(tolerance: OtifTolerance | null): readonly [ToleranceUnit, string] {
  if (tolerance === null) return ["any", "0"];
  return tolerance.days == null ? ["minutes", String(tolerance.minutes ?? 0)] : ["days", String(tolerance.days)];
}

/** Without the dust of binary fractions. */
const percentText = (share: number): string => String(Number((share * 100).toPrecision(12)));

export interface DraftTrouble {
  readonly field: string;
  readonly message: string;
}

/** Instants go as texts. */
export type DefinitionSent = Omit<OtifDefinitionInput, "from" | "to"> & {
  readonly from: string | null;
  readonly to: string | null;
};

/** As it is sent; or what cannot be read as what it is to be, which no server can say. */
export function inputOf(draft: Draft, zone: string): DefinitionSent | DraftTrouble {
  const { id, description, level, basis, event, credit, partials, customerTolerances } = draft;
  const numbers = {
    early: draft.earlyUnit === "any" ? 0 : numberOf(draft.early),
    late: numberOf(draft.late),
    under: numberOf(draft.under),
    over: draft.over.trim() === "" ? 0 : numberOf(draft.over),
    fine: numberOf(draft.fine),
  };
  for (const [field, value] of Object.entries(numbers))
    if (Number.isNaN(value)) return { field, message: t("definitions.noNumber") };
  const [from, to] = [draft.from, draft.to].map((text) => (text === "" ? null : instantOfWallTime(text, zone)));
  return {
    ...{ id: id.trim(), description, level, basis, event, credit, partials, customerTolerances },
    customer: draft.customer.trim() || null,
    timeZone: draft.timeZone.trim() || null,
    early: toleranceInput(draft.earlyUnit, numbers.early),
    late: toleranceInput(draft.lateUnit, numbers.late) ?? { minutes: 0 },
    under: numbers.under / 100,
    over: draft.over.trim() === "" ? null : numbers.over / 100,
    fine: numbers.fine / 100,
    excludedCustomers: listOf(draft.excludedCustomers),
    excludedItems: listOf(draft.excludedItems),
    excludedSites: listOf(draft.excludedSites),
    from: from ?? null,
    to: to ?? null,
  };
}

export const isTrouble = (read: DefinitionSent | DraftTrouble): read is DraftTrouble => "field" in read;

const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));

const toleranceInput = (unit: ToleranceUnit, count: number): { minutes: number } | { days: number } | null =>
  unit === "any" ? null : unit === "days" ? { days: count } : { minutes: count };

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
