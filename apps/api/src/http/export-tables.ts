import { isoOf } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Finding, OtifFailure } from "@lockstep/protocol/generated/schema";
import type { ExceptionRow, OrderLineRow, ProductionOrderRow, QuarantinedFactRow } from "@lockstep/protocol/rows";
import type { ChainedAuditRow } from "@lockstep/store/store";
import { shareOf } from "@lockstep/workflow/otif/account";
import type { Judged } from "@lockstep/workflow/otif/judge";
import { filterOf } from "../query/audit.ts";
import { exceptionsOnBoard } from "../query/exceptions.ts";
import { visibleFindings } from "../query/findings.ts";
import { visibleLines } from "../query/order-lines.ts";
import { asked } from "../query/otif.ts";
import { allFailures } from "../query/otif-failures.ts";
import { rangeFor } from "../query/otif-range.ts";
import { visibleProductionOrders } from "../query/production.ts";
import type { ExportName } from "./export-names.ts";
import { type ExportQuestion, type ExportTable, table } from "./export-table.ts";

const amount = ({ amount: text }: { readonly amount: string | null }): number | null =>
  text === null ? null : Number(text);

const orderLines = table<OrderLineRow>(
  {
    id: ["text", ({ id }) => id],
    order: ["text", ({ order }) => order],
    customer: ["text", ({ customer }) => customer],
    customerName: ["text", ({ customerName }) => customerName],
    item: ["text", ({ item }) => item],
    itemName: ["text", ({ itemName }) => itemName],
    site: ["text", ({ site }) => site],
    uom: ["text", ({ uom }) => uom],
    state: ["text", ({ state }) => state],
    quantity: ["number", ({ quantity }) => quantity],
    openQuantity: ["number", ({ openQuantity }) => openQuantity],
    shortQuantity: ["number", ({ shortQuantity }) => shortQuantity],
    requestedAt: ["instant", ({ requestedAt }) => requestedAt],
    promisedAt: ["instant", ({ promisedAt }) => promisedAt],
    projectedDelivery: ["instant", ({ projectedDelivery }) => projectedDelivery],
    slackMinutes: ["number", ({ slackMinutes }) => slackMinutes],
    pLate: ["number", ({ pLate }) => pLate],
    causeKind: ["text", ({ cause }) => cause?.kind],
    causeSubject: ["text", ({ cause }) => cause?.subject],
    openValue: ["number", ({ openValue }) => amount(openValue)],
    valueAtRisk: ["number", ({ valueAtRisk }) => amount(valueAtRisk)],
    currency: ["text", ({ openValue }) => openValue.currency],
  },
  ({ context }) => visibleLines(context.moment),
);

const productionOrders = table<ProductionOrderRow>(
  {
    id: ["text", ({ id }) => id],
    item: ["text", ({ item }) => item],
    itemName: ["text", ({ itemName }) => itemName],
    site: ["text", ({ site }) => site],
    uom: ["text", ({ uom }) => uom],
    status: ["text", ({ status }) => status],
    quantity: ["number", ({ quantity }) => quantity],
    stillToMake: ["number", ({ stillToMake }) => stillToMake],
    inProcess: ["number", ({ inProcess }) => inProcess],
    plannedStart: ["instant", ({ plannedStart }) => plannedStart],
    plannedFinish: ["instant", ({ plannedFinish }) => plannedFinish],
    projectedStart: ["instant", ({ projectedStart }) => projectedStart],
    projectedFinish: ["instant", ({ projectedFinish }) => projectedFinish],
    operations: ["number", ({ operations }) => operations.length],
  },
  ({ context }) => visibleProductionOrders(context.moment),
);

const exceptions = table<ExceptionRow>(
  {
    id: ["text", ({ id }) => id],
    kind: ["text", ({ kind }) => kind],
    subjectType: ["text", ({ subjectType }) => subjectType],
    subject: ["text", ({ subject }) => subject],
    title: ["text", ({ title }) => title],
    sites: ["text", ({ sites }) => sites.join(" ")],
    state: ["text", ({ state }) => state],
    present: ["flag", ({ present }) => present],
    severity: ["text", ({ severity }) => severity],
    owner: ["text", ({ owner }) => owner],
    openedAt: ["instant", ({ openedAt }) => openedAt],
    acknowledgedAt: ["instant", ({ acknowledgedAt }) => acknowledgedAt],
    actBy: ["instant", ({ actBy }) => actBy],
    firstImpactAt: ["instant", ({ firstImpactAt }) => firstImpactAt],
    linesHit: ["number", ({ impacted }) => impacted.length],
    linesLost: ["number", ({ impacted }) => impacted.filter(({ lost }) => lost).length],
    valueAtRisk: ["number", ({ valueAtRisk }) => amount(valueAtRisk)],
    currency: ["text", ({ valueAtRisk }) => valueAtRisk.currency],
  },
  ({ context }) => [...exceptionsOnBoard(context.moment)].sort((a, b) => byCodeUnit(a.id, b.id)),
);

interface Outcome {
  readonly line: Judged;
  readonly counted: string;
  readonly money: (minor: number) => number | null;
  readonly currency: string | null;
}

const outcomes = table<Outcome>(
  {
    line: ["text", ({ line }) => line.facts.id],
    counted: ["text", ({ counted }) => counted],
    definition: ["text", ({ line }) => line.definition.id],
    version: ["number", ({ line }) => line.definition.version],
    customer: ["text", ({ line }) => line.facts.data.customer],
    site: ["text", ({ line }) => line.facts.data.site],
    item: ["text", ({ line }) => line.facts.data.item],
    date: ["instant", ({ line }) => isoOf(line.date)],
    closedAt: ["instant", ({ line }) => isoOf(line.closesAt)],
    ordered: ["number", ({ line }) => line.ordered],
    inWindow: ["number", ({ line }) => line.inWindow],
    isMet: ["flag", ({ line }) => line.isMet],
    credit: ["number", ({ line }) => shareOf(line)],
    missing: ["number", ({ line, money }) => money(line.missingMinor)],
    fine: ["number", ({ line, money }) => money(line.fineMinor)],
    currency: ["text", ({ currency }) => currency],
  },
  (question) => {
    const { view } = question.context.moment;
    const money = (minor: number): number | null => amount(view.asMoney(minor));
    const { currency } = view.asMoney(0);
    return accountsIn(question)
      .flatMap(({ key, lines }) => lines.map((line) => ({ line, counted: key, money, currency })))
      .sort((a, b) => byCodeUnit(a.line.facts.id, b.line.facts.id) || byCodeUnit(a.counted, b.counted));
  },
);

function accountsIn({ context: { moment }, definition, from, to }: ExportQuestion) {
  const { cube } = asked(moment.view.otif, { definition, from, to });
  return [...cube.all(rangeFor(moment, { from, to }, null))];
}

const failures = table<OtifFailure>(
  {
    line: ["text", ({ line }) => line],
    counted: ["text", ({ counted }) => counted],
    version: ["number", ({ version }) => version],
    customer: ["text", ({ customer }) => customer],
    customerName: ["text", ({ customerName }) => customerName],
    site: ["text", ({ site }) => site],
    item: ["text", ({ item }) => item],
    itemName: ["text", ({ itemName }) => itemName],
    date: ["instant", ({ date }) => date],
    closedAt: ["instant", ({ closedAt }) => closedAt],
    firstPromisedAt: ["instant", ({ firstPromisedAt }) => firstPromisedAt],
    promisedAt: ["instant", ({ promisedAt }) => promisedAt],
    ordered: ["number", ({ ordered }) => ordered],
    inWindow: ["number", ({ inWindow }) => inWindow],
    missing: ["number", ({ missing }) => amount(missing)],
    fine: ["number", ({ fine }) => amount(fine)],
    currency: ["text", ({ missing }) => missing.currency],
    causeKind: ["text", ({ cause }) => cause.kind],
    causeSubjectType: ["text", ({ cause }) => cause.subjectType],
    causeSubject: ["text", ({ cause }) => cause.subject],
    causeResource: ["text", ({ cause }) => cause.resource],
    causeSupplier: ["text", ({ cause }) => cause.supplier],
    causeSince: ["instant", ({ cause }) => cause.since],
  },
  ({ context, definition, from, to }) => allFailures(context.moment, { definition, from, to }),
);

const findings = table<Pick<Finding, "rule" | "subjectType" | "subject" | "text">>(
  {
    rule: ["text", ({ rule }) => rule],
    subjectType: ["text", ({ subjectType }) => subjectType],
    subject: ["text", ({ subject }) => subject],
    text: ["text", ({ text }) => text],
  },
  ({ context }) => visibleFindings(context.moment),
);

const quarantine = table<QuarantinedFactRow>(
  {
    id: ["text", ({ id }) => id],
    receivedAt: ["instant", ({ receivedAt }) => receivedAt],
    connector: ["text", ({ connector }) => connector],
    rule: ["text", ({ rule }) => rule],
    reason: ["text", ({ reason }) => reason],
    state: ["text", ({ state }) => state],
    fact: ["text", ({ fact }) => fact],
  },
  allQuarantined,
);

async function* allQuarantined({ context }: ExportQuestion): AsyncIterable<QuarantinedFactRow> {
  const { moment } = context;
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await context.quarantine.page(moment, { first: PAGE, after });
    yield* nodes;
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor ?? null;
  }
}

const PAGE = 200;

const audit = table<ChainedAuditRow>(
  {
    number: ["number", ({ number }) => number],
    seq: ["number", ({ seq }) => seq],
    at: ["instant", ({ at }) => isoOf(at)],
    by: ["text", ({ by }) => by],
    action: ["text", ({ action }) => action],
    subject: ["text", ({ exceptionId }) => exceptionId],
    before: ["text", ({ before }) => before],
    after: ["text", ({ after }) => after],
    note: ["text", ({ note }) => note],
    event: ["text", ({ event }) => event],
    previousHash: ["text", ({ previousHash }) => previousHash],
    hash: ["text", ({ hash }) => hash],
  },
  allAudited,
);

/** Newest first, each with what chains it to the one before it. */
async function* allAudited({ context: { seen, moment } }: ExportQuestion): AsyncIterable<ChainedAuditRow> {
  const { seq } = moment.view;
  const filter = filterOf(moment, {});
  for (let before: number | null = null; ; ) {
    const { rows, hasMore } = await seen.searchAudit({ filter, first: AUDIT_PAGE, before, after: null });
    yield* rows.filter((row) => row.seq <= seq);
    if (!hasMore) return;
    before = rows.at(-1)?.number ?? 0;
  }
}

const AUDIT_PAGE = 2_000;

export const EXPORT_TABLES: Readonly<Record<ExportName, ExportTable>> = {
  "order-lines": orderLines,
  "production-orders": productionOrders,
  exceptions,
  "otif-outcomes": outcomes,
  "otif-failures": failures,
  findings,
  quarantine,
  audit,
};
