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
import { listIn, listText } from "../format/list-text.ts";
import { numberIn } from "../format/typed-number.ts";
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
  /** With commas between them, in quotes what holds one itself. */
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
    excludedCustomers: listText(definition.excludedCustomers),
    excludedItems: listText(definition.excludedItems),
    excludedSites: listText(definition.excludedSites),
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
  const { early, late, under, over, fine } = draft;
  const numbers = { early: 0, late: 0, under: 0, over: 0, fine: 0 };
  for (const [field, text] of typed({ early: draft.earlyUnit === "any" ? "0" : early, late, under, over, fine })) {
    const number = numberIn(text);
    // Nothing is said only of how much is too much.
    if (number === undefined || (number === null && field !== "over"))
      return { field, message: t("definitions.noNumber") };
    numbers[field] = number ?? 0;
  }
  const [from, to] = [draft.from, draft.to].map((text) => (text === "" ? null : instantOfWallTime(text, zone)));
  return {
    ...{ id: id.trim(), description, level, basis, event, credit, partials, customerTolerances },
    customer: draft.customer.trim() || null,
    timeZone: draft.timeZone.trim() || null,
    early: toleranceInput(draft.earlyUnit, numbers.early),
    late: toleranceInput(draft.lateUnit, numbers.late) ?? { minutes: 0 },
    under: numbers.under / 100,
    over: over.trim() === "" ? null : numbers.over / 100,
    fine: numbers.fine / 100,
    excludedCustomers: listIn(draft.excludedCustomers),
    excludedItems: listIn(draft.excludedItems),
    excludedSites: listIn(draft.excludedSites),
    from: from ?? null,
    to: to ?? null,
  };
}

export const isTrouble = (read: DefinitionSent | DraftTrouble): read is DraftTrouble => "field" in read;

type Numbers = Pick<Draft, "early" | "late" | "under" | "over" | "fine">;
const typed = (texts: Numbers) => Object.entries(texts) as [keyof Numbers, string][];

const toleranceInput = (unit: ToleranceUnit, count: number): { minutes: number } | { days: number } | null =>
  unit === "any" ? null : unit === "days" ? { days: count } : { minutes: count };
