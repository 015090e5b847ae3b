import type { CsvMapping } from "@lockstep/connectors/csv/mapping";
import { type Planned, planDraft, planGone, type Stand } from "@lockstep/connectors/csv/plan";
import { type BadRow, type Draft, type Known, readTable } from "@lockstep/connectors/csv/read-table";
import { cellIn, type Table } from "@lockstep/connectors/csv/table";
import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, CloudEvent } from "@lockstep/domain/facts/fact";
import { namedBy } from "@lockstep/domain/facts/named";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Found, PlannedRow } from "@lockstep/protocol/imports";
import type { Scope } from "../identity/scope.ts";
import { inSteps } from "../in-steps.ts";
import { sitesOfFact, sitesReached, type Whereabouts } from "../query/belongs.ts";

export interface ImportPlan {
  /** Its numbers were read with this mark. */
  readonly decimal: CsvMapping["decimal"];
  readonly rowCount: number;
  readonly found: Readonly<Record<Found, readonly PlannedRow[]>>;
  readonly bad: readonly BadRow[];
  /** Of all that is taken: what it waits for, and how many facts do. */
  readonly waiting: ReadonlyMap<string, number>;
}

export interface ImportOrder {
  readonly table: Table;
  readonly mapping: CsvMapping;
  readonly ledger: Ledger;
  readonly stand: Stand;
  /** Null: whoever brings it in is responsible for every plant. */
  readonly whose: Whose | null;
}

/** For which plants somebody is responsible, and which of them the orders, lines and machines are of that a row names. */
export interface Whose {
  readonly scope: Scope;
  /** Where those are by what counts, and by what was told last. */
  readonly known: readonly Whereabouts[];
}

/** A plan, and the events that carry it out. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  /** Whoever hands them over takes them out. */
  readonly events: PlannedEvent[];
}

interface PlannedEvent {
  readonly event: CloudEvent;
  /** The rows that it is made of; none where a row is missed. */
  readonly rows: readonly number[];
}

/** What a table would do to what is known now. Nothing is sent. */
export const planImport = (order: ImportOrder): Promise<PlannedImport> => inSteps(planInSteps(order));

const FACTS_A_STEP = 50;

function* planInSteps(order: ImportOrder): Generator<undefined, PlannedImport> {
  const { table, mapping, ledger, stand, whose } = order;
  const { drafts, bad } = yield* readTable(table, mapping, knownIn(ledger));
  const found: Record<Found, PlannedRow[]> = { new: [], changed: [], unchanged: [], older: [], gone: [] };
  const troubled: BadRow[] = [];
  const events: PlannedEvent[] = [];
  const waiting = new Map<string, number>();
  const keys = new Set<string>();
  const isKnown = knownNames(ledger);
  const cellAt = cellsOf(table, mapping.decimal);
  const take = (planned: Planned): void => {
    const waitsFor = planned.outcome === "gone" ? [] : missingNames(planned.fact, isKnown);
    const { rows, key, changes, outcome } = planned;
    found[outcome].push({ rows, key: shownKey(key), changes, waitsFor });
    if (outcome === "older") return;
    events.push({ event: planned.event, rows });
    for (const name of waitsFor) waiting.set(name, (waiting.get(name) ?? 0) + 1);
  };
  for (const [k, draft] of drafts.entries()) {
    if (k % FACTS_A_STEP === 0) yield undefined;
    const planned = planDraft(mapping.type, draft, ledger, stand);
    const refused = planned.ok ? outsideOf(whose, planned.value) : planned.error;
    if (planned.ok) keys.add(planned.value.key);
    if (refused !== null) troubled.push(...badRows(draft, refused, mapping, cellAt));
    else if (planned.ok) take(planned.value);
  }
  const allBad = [...bad, ...troubled].sort((a, b) => a.row - b.row);
  // Of a row that cannot be read nobody knows what it would have kept.
  if (mapping.isComplete === true && allBad.length === 0) {
    for (const planned of yield* planAllGone(order, keys)) take(planned);
  }
  return { plan: { decimal: mapping.decimal, rowCount: table.rows.length, found, bad: allBad, waiting }, events };
}

/** What this source told of before, and the complete table no longer names. */
function* planAllGone(
  { mapping: { type }, ledger, stand, whose }: ImportOrder,
  keys: ReadonlySet<string>,
): Generator<undefined, readonly Planned[]> {
  const before = new Set<string>();
  let k = 0;
  for (const fact of ledger.all()) {
    if (k++ % 5_000 === 0) yield undefined;
    if (fact.type === type && fact.source === stand.source && !keys.has(fact.key)) before.add(fact.key);
  }
  const gone: Planned[] = [];
  for (const key of before) {
    if (k++ % FACTS_A_STEP === 0) yield undefined;
    const last = ledger.factsOf(type, key).at(-1);
    if (last === undefined || last.deleted || last.source !== stand.source || !isMovementless(type)) continue;
    const planned = planGone(last, ledger, stand);
    if (planned !== null && outsideOf(whose, planned) === null) gone.push(planned);
  }
  return gone;
}

const isMovementless = (type: FactType): boolean => FACT_TYPES[type].shape !== "movement";

/** Whoever is responsible for some plants brings in what is theirs, and changes nothing of another's. */
function outsideOf(whose: Whose | null, { fact, before }: Planned): Refusal | null {
  if (whose === null) return null;
  const { scope, known } = whose;
  if (scope.sites === null) return null;
  const sites = known.flatMap((world) => sitesReached(fact.type, fact.data, world));
  if (sites.length === 0) {
    const reason = `This counts at every plant, and you are responsible for ${scope.sites.join(", ")}: ask someone who is for all.`;
    return { rule: "not-your-plant", reason };
  }
  const foreign = sites.find((site) => !scope.sees(site));
  if (foreign !== undefined) {
    const where = sitesOfFact(fact).includes(foreign) ? foreign : "the plant that this is of";
    const reason = `You are not responsible for ${where}, but for ${scope.sites.join(", ")}: leave this row out, or ask someone who is.`;
    return { rule: "not-your-plant", reason };
  }
  const told = before === null || before.deleted ? [] : sitesOfFact(before);
  if (told.every((site) => scope.sees(site))) return null;
  return {
    rule: "not-your-plant",
    reason: "It belongs to another plant already: ask someone who is responsible for that.",
  };
}

function badRows(
  { rows }: Draft,
  { rule, reason }: Refusal,
  { fields }: CsvMapping,
  cellAt: (row: number, column: string) => string | null,
): readonly BadRow[] {
  const path = /^data\.([A-Za-z]+(?:\[\d+\])?(?:\.[A-Za-z]+)*)/
    .exec(reason)?.[1]
    ?.replace(/\[\d+\]/, "")
    .replaceAll(".", "/");
  const column = fields[path ?? ""]?.column ?? null;
  const said = reason.replaceAll("data.", "");
  return rows.map((row) => ({
    row,
    column,
    value: column === null ? null : cellAt(row, column),
    rule,
    reason: said,
  }));
}

function cellsOf({ columns, rows }: Table, mark: CsvMapping["decimal"]) {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return (number: number, column: string): string | null => {
    const row = byNumber.get(number);
    return row === undefined ? null : cellIn(row, columns.indexOf(column), mark);
  };
}

/** A bucket of stock has NUL between its parts. */
const shownKey = (key: string): string =>
  key.includes("\0")
    ? key
        .split("\0")
        .filter((part) => part !== "")
        .join(" · ")
    : key;

export function knownIn(ledger: Ledger): Known {
  const site = cached((id) => latest(ledger, "master.site", id));
  const item = cached((id) => latest(ledger, "master.item", id));
  return {
    zoneOfSite(id) {
      const fact = site(id);
      return fact?.type === "master.site" ? fact.data.timeZone : undefined;
    },
    unitOfItem(id) {
      const fact = item(id);
      return fact?.type === "master.item" ? fact.data.uom : undefined;
    },
  };
}

function latest(ledger: Ledger, type: FactType, key: string): AnyFact | undefined {
  const fact = ledger.factsOf(type, key).at(-1);
  return fact?.deleted === true ? undefined : fact;
}

function knownNames(ledger: Ledger) {
  const item = cached((id) => latest(ledger, "master.item", id) !== undefined);
  const site = cached((id) => latest(ledger, "master.site", id) !== undefined);
  const order = cached((id) => latest(ledger, "erp.production-order", id) !== undefined);
  return { item, site, order };
}

function cached<T>(look: (id: string) => T): (id: string) => T {
  const known = new Map<string, T>();
  return (id) => {
    if (!known.has(id)) known.set(id, look(id));
    return known.get(id) as T;
  };
}

function missingNames(fact: AnyFact, isKnown: ReturnType<typeof knownNames>): readonly string[] {
  const { items, sites, productionOrder } = namedBy(fact);
  const missing = [
    ...items.filter((id) => !isKnown.item(id)).map((id) => `item ${id}`),
    ...sites.filter((id) => !isKnown.site(id)).map((id) => `site ${id}`),
  ];
  return productionOrder === null || isKnown.order(productionOrder)
    ? missing
    : [...missing, `production order ${productionOrder}`];
}
