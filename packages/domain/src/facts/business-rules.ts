import type { FactType } from "./catalogue.ts";
import type { Data } from "./fact.ts";
import { type Refusal, shown } from "./schema-check.ts";

/** What is wrong and what to do, in plain words; null: nothing. */
type Check<T extends FactType> = (data: Data<T>) => string | null;

/** A rule that looks at one fact alone. What contradicts other facts is a finding, never a refusal. */
interface BusinessRule {
  readonly name: string;
  readonly says: string;
  /** Also asked of tombstones, which have key fields alone. */
  readonly ofKeys?: boolean;
  readonly checks: { readonly [T in FactType]?: Check<T> };
}

type Component = Data<"master.bom">["components"][number];
type Operation = Data<"master.routing">["operations"][number];
type PlannedOperation = NonNullable<Data<"erp.production-order">["operations"]>[number];

export const BUSINESS_RULES: readonly BusinessRule[] = [
  {
    name: "order-quantity-positive",
    says: "the quantity of an order is greater than 0",
    checks: {
      "erp.sales-order-line": (data) => above0("data.quantity", data.quantity),
      "erp.production-order": (data) => above0("data.quantity", data.quantity),
      "erp.purchase-order-line": (data) => above0("data.quantity", data.quantity),
      "erp.transfer-order": (data) => above0("data.quantity", data.quantity),
    },
  },
  {
    name: "quantity-not-negative",
    says: "quantities of receipts, moves, shipments, good and scrap are 0 or more",
    checks: {
      "wms.receipt": (data) => atLeast0("data.quantity", data.quantity) ?? atLeast0("data.rejected", data.rejected),
      "wms.stock-move": (data) => atLeast0("data.quantity", data.quantity),
      "wms.shipment": (data) => atLeast0("data.quantity", data.quantity),
      "mes.operation": (data) => atLeast0("data.good", data.good) ?? atLeast0("data.scrap", data.scrap),
    },
  },
  {
    name: "rejected-within-receipt",
    says: "no more is rejected than was received",
    checks: {
      "wms.receipt": ({ rejected, quantity }) =>
        rejected <= quantity
          ? null
          : `data.rejected (${rejected}) must not be more than data.quantity (${quantity}), the gross quantity: correct one of them.`,
    },
  },
  {
    name: "component-not-negative",
    says: "quantityPer and scrapFraction are 0 or more",
    checks: {
      "master.bom": (data) => first(data.components, componentTrouble),
      "erp.production-order": (data) => first(data.components, componentTrouble),
    },
  },
  {
    name: "rate-positive",
    says: "ratePerHour is greater than 0",
    checks: {
      "master.routing": (data) => first(data.operations, rateTrouble),
      "erp.production-order": (data) => first(data.operations, rateTrouble),
    },
  },
  {
    name: "capacity-1-to-1000",
    says: "a resource's capacity is a whole number from 1 to 1,000",
    checks: {
      "master.resource": ({ capacity }) =>
        Number.isInteger(capacity) && capacity >= 1 && capacity <= 1_000
          ? null
          : `data.capacity must be a whole number from 1 to 1000, the jobs that run side by side; it is ${capacity}.`,
    },
  },
  {
    name: "time-not-negative",
    says: "what takes or lasts for some time does not do so for less than none",
    checks: {
      "master.site": ({ putawayHours, pickHours, inspectionHours }) =>
        atLeast0("data.putawayHours", putawayHours) ??
        atLeast0("data.pickHours", pickHours) ??
        atLeast0("data.inspectionHours", inspectionHours),
      "master.resource": ({ typicalRepairMinutes }) => repairTrouble(typicalRepairMinutes),
      "master.item": ({ shelfLifeDays = 0 }) => atLeast0("data.shelfLifeDays", shelfLifeDays),
      "master.customer": ({ otif, minRemainingShelfLifeDays }) =>
        atLeast0("data.otif.lateToleranceMinutes", otif.lateToleranceMinutes) ??
        atLeast0("data.minRemainingShelfLifeDays", minRemainingShelfLifeDays),
      "master.sourcing": ({ leadTimeDays }) => atLeast0("data.leadTimeDays", leadTimeDays),
      "erp.sales-order-line": ({ transitHours }) => atLeast0("data.transitHours", transitHours),
      "mes.operation": ({ runHours = 0 }) => atLeast0("data.runHours", runHours),
      "master.routing": (data) => first(data.operations, setupTrouble),
      "erp.production-order": (data) => first(data.operations, setupTrouble),
    },
  },
  {
    name: "whole-number",
    says: "seq and priority are whole numbers of at most 32 bits",
    checks: {
      "master.bom": (data) => first(data.components, ofOperationTrouble),
      "master.routing": (data) => first(data.operations, seqTrouble),
      "master.customer": ({ priority }) => wholeNumber("data.priority", priority),
      "erp.sales-order-line": ({ priority = 0 }) => wholeNumber("data.priority", priority),
      "erp.production-order": (data) =>
        first(data.operations, seqTrouble) ?? first(data.components, ofOperationTrouble),
      "mes.operation": ({ seq }) => wholeNumber("data.seq", seq),
      "mes.consumption": ({ seq }) => wholeNumber("data.seq", seq),
    },
  },
  {
    name: "name-of-its-own",
    says: "no two stocking points are named alike as ITEM@SITE",
    ofKeys: true,
    checks: {
      "master.site": ({ id }) =>
        id.includes("@")
          ? `data.id must not contain "@": the stocking points of a site are named ITEM@SITE, and ${shown(id)} could not be told apart in such a name. Give the site an id without it.`
          : null,
    },
  },
  {
    name: "operation-seq-once",
    says: "one list of operations names each seq once",
    checks: {
      "master.routing": (data) => repeatedSeq(data.operations),
      "erp.production-order": (data) => repeatedSeq(data.operations ?? []),
    },
  },
  {
    name: "weekday-1-to-7",
    says: "days of the week are 1 (Monday) to 7 (Sunday)",
    checks: {
      "master.calendar": (data) =>
        first(data.weekly, ({ day }, where) =>
          Number.isInteger(day) && day >= 1 && day <= 7
            ? null
            : `${where("weekly")}.day must be a whole number from 1 (Monday) to 7 (Sunday); it is ${day}.`,
        ),
    },
  },
  {
    name: "exception-closed-or-shift",
    says: "a calendar's exception is closed, or has a start and an end",
    checks: {
      "master.calendar": (data) =>
        first(data.exceptions, ({ closed, start, end }, where) =>
          closed === true || (start !== undefined && end !== undefined)
            ? null
            : `${where("exceptions")} must have "closed": true, or both a start and an end: add what is missing.`,
        ),
    },
  },
  {
    name: "finish-not-before-start",
    says: "plannedFinish is not before plannedStart",
    checks: {
      "erp.production-order": (data) =>
        inOrder(data.plannedStart, data.plannedFinish)
          ? first(data.operations, plannedTrouble)
          : "data.plannedFinish must not be before data.plannedStart: correct one of them.",
    },
  },
  {
    name: "finished-not-before-started",
    says: "finishedAt is not before startedAt",
    checks: {
      "mes.operation": (data) =>
        inOrder(data.startedAt, data.finishedAt)
          ? null
          : "data.finishedAt must not be before data.startedAt: correct one of them.",
    },
  },
  {
    name: "move-from-or-to",
    says: "a move has from or to, a pick both",
    checks: {
      "wms.stock-move": ({ reason, from, to }) => {
        if (!from && !to) return "A move needs data.from or data.to: say where the stock came from or went.";
        if (reason === "pick" && !(from && to)) return `A pick needs both: add data.${from ? "to" : "from"}.`;
        return null;
      },
    },
  },
  {
    name: "hold-one-target",
    says: "a hold has exactly one target: an item's lot, a production order, or an item at a site",
    checks: { "mes.quality-hold": ({ target }) => holdTrouble(target) },
  },
  {
    name: "estimate-one-target",
    says: "an estimate has exactly one target: a resource, a hold or a purchase order line",
    ofKeys: true,
    checks: {
      "tower.estimate": ({ target }) =>
        given(target.resource, target.hold, target.purchaseOrderLine) === 1
          ? null
          : `data.target must name exactly one of resource, hold, purchaseOrderLine; it is ${shown(target)}.`,
    },
  },
  {
    name: "peg-one-supply",
    says: "a sales order line is pegged to at most one supply",
    checks: {
      "erp.sales-order-line": ({ peggedTo: peg }) =>
        peg === undefined || given(peg.productionOrder, peg.purchaseOrderLine, peg.transferOrder) <= 1
          ? null
          : `data.peggedTo must name only one of productionOrder, purchaseOrderLine, transferOrder; it is ${shown(peg)}.`,
    },
  },
];

const byType = new Map<FactType, BusinessRule[]>();
for (const rule of BUSINESS_RULES) {
  for (const type of Object.keys(rule.checks) as FactType[]) byType.set(type, [...(byType.get(type) ?? []), rule]);
}

/** The first rule that the fact breaks, or null. */
export function brokenRule<T extends FactType>(type: T, data: Data<T>, deleted: boolean): Refusal | null {
  for (const rule of byType.get(type) ?? []) {
    if (deleted && rule.ofKeys !== true) continue;
    const reason = (rule.checks[type] as Check<T>)(data);
    if (reason !== null) return { rule: rule.name, reason };
  }
  return null;
}

type Where = (list: string) => string;

function first<E>(list: readonly E[] | undefined, check: (element: E, where: Where) => string | null): string | null {
  for (const [k, element] of (list ?? []).entries()) {
    const reason = check(element, (name) => `data.${name}[${k}]`);
    if (reason !== null) return reason;
  }
  return null;
}

const above0 = (field: string, value: number): string | null =>
  value > 0 ? null : `${field} must be greater than 0; it is ${value}.`;

const atLeast0 = (field: string, value: number): string | null =>
  value >= 0 ? null : `${field} must be 0 or more; it is ${value}.`;

/** As the API says numbers of operations and priorities. */
const MOST_WHOLE = 2 ** 31 - 1;

const wholeNumber = (field: string, value: number): string | null =>
  Number.isInteger(value) && Math.abs(value) <= MOST_WHOLE
    ? null
    : `${field} must be a whole number from -${MOST_WHOLE} to ${MOST_WHOLE}; it is ${value}.`;

const seqTrouble = ({ seq }: { readonly seq: number }, where: Where): string | null =>
  wholeNumber(`${where("operations")}.seq`, seq);

const ofOperationTrouble = ({ operation = 0 }: Component, where: Where): string | null =>
  wholeNumber(`${where("components")}.operation`, operation);

const componentTrouble = (component: Component, where: Where): string | null =>
  atLeast0(`${where("components")}.quantityPer`, component.quantityPer) ??
  atLeast0(`${where("components")}.scrapFraction`, component.scrapFraction);

function rateTrouble(operation: Operation, where: Where): string | null {
  const at = where("operations");
  const own = above0(`${at}.ratePerHour`, operation.ratePerHour);
  if (own !== null) return own;
  const alternate = (operation.alternates ?? []).findIndex(({ ratePerHour }) => ratePerHour <= 0);
  return alternate < 0 ? null : `${at}.alternates[${alternate}].ratePerHour must be greater than 0: correct it.`;
}

const setupTrouble = (operation: Operation, where: Where): string | null =>
  atLeast0(`${where("operations")}.setupMinutes`, operation.setupMinutes);

function repairTrouble(minutes: Data<"master.resource">["typicalRepairMinutes"]): string | null {
  for (const [reason, typical] of Object.entries(minutes)) {
    const trouble = atLeast0(`data.typicalRepairMinutes[${shown(reason)}]`, typical);
    if (trouble !== null) return trouble;
  }
  return null;
}

function plannedTrouble({ plannedStart, plannedFinish }: PlannedOperation, where: Where): string | null {
  if (inOrder(plannedStart, plannedFinish)) return null;
  return `${where("operations")}.plannedFinish must not be before its plannedStart: correct one of them.`;
}

function repeatedSeq(operations: readonly { readonly seq: number }[]): string | null {
  const seen = new Set<number>();
  for (const { seq } of operations) {
    if (seen.has(seq)) return `data.operations names seq ${seq} twice: give each operation its own.`;
    seen.add(seq);
  }
  return null;
}

function holdTrouble(target: Data<"mes.quality-hold">["target"]): string | null {
  const { item, lot, site, productionOrder } = target;
  const byOrder = productionOrder !== undefined && item === undefined && lot === undefined && site === undefined;
  const byItem = productionOrder === undefined && item !== undefined && (lot !== undefined || site !== undefined);
  if (byOrder || byItem) return null;
  const forms = "{ item, lot } with or without a site, { productionOrder }, or { item, site }";
  return `data.target must be exactly one of ${forms}; it is ${shown(target)}.`;
}

const inOrder = (before: number | undefined, after: number | undefined): boolean =>
  before === undefined || after === undefined || after >= before;

const given = (...names: readonly (string | undefined)[]): number => names.filter((name) => name !== undefined).length;
