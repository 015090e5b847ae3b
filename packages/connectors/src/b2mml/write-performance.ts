import type { Data } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import { WORDS } from "./words.ts";
import { isNew, newId, property, quantity, scope, type Writing, word } from "./write-parts.ts";
import { closing, group, leaf, maybe, opening } from "./xml-writer.ts";

/** What an order has come to. */
export interface PerformedOrder {
  readonly order: string;
  /** What it makes. */
  readonly item: string;
  readonly operations: readonly Data<"mes.operation">[];
  readonly consumed: readonly Data<"mes.consumption">[];
}

/** A performance piece by piece; there must be an order with an operation in it, as the standard's schema has it. */
export function* writePerformance(orders: Iterable<PerformedOrder>, writing: Writing): Generator<string> {
  const { namespace, nouns } = WORDS[writing.version];
  const isV0701 = isNew(writing);
  yield opening(nouns.performance, namespace);
  yield leaf("ID", `performance/${writing.site}`);
  if (!isV0701) yield scope(writing);
  yield `${leaf("PublishedDate", isoOf(writing.at))}\n`;
  if (isV0701) yield scope(writing) + leaf("OperationsType", "Production");
  for (const order of orders) yield `${responseOf(order, writing)}\n`;
  yield closing(nouns.performance);
}

function responseOf(performed: PerformedOrder, writing: Writing): string {
  const { response, requestId } = WORDS[writing.version];
  const { order, operations } = performed;
  const segments = operations.map((operation) => segmentOf(operation, performed, writing));
  return group(response, leaf("ID", order), leaf(requestId, order), ...segments);
}

const STATES = {
  V0701: { pending: "Ready", setup: "Setup", running: "Running", paused: "Paused", done: "Completed" },
  V0401: { pending: "Ready", setup: "Setup", running: "Running", paused: "Holding", done: "Completed" },
} as const;

function segmentOf(operation: Data<"mes.operation">, { item, consumed }: PerformedOrder, writing: Writing): string {
  const { mapping, version } = writing;
  const isV0701 = isNew(writing);
  const { seq, resource, state, startedAt, finishedAt, good, scrap, runHours } = operation;
  const states = STATES[version];
  const told = word("SegmentState", states[state], state !== "setup");
  const equipment = mapping.outward.resource(resource);
  const used = consumed.filter((one) => one.seq === seq);
  return group(
    "SegmentResponse",
    leaf("ID", String(seq)),
    maybe("ActualStartTime", startedAt === undefined ? null : isoOf(startedAt)),
    maybe("ActualEndTime", finishedAt === undefined ? null : isoOf(finishedAt)),
    isV0701 ? leaf("SegmentRequirementID", String(seq)) : null,
    isV0701 ? told : null,
    property(WORDS[version].data, { id: mapping.nameOf("runHours"), value: runHours, is: "decimal" }),
    group("EquipmentActual", newId(writing, equipment), leaf("EquipmentID", equipment)),
    actual({ id: "good", item, use: "Produced", amount: good }, writing),
    scrap === 0 ? null : actual({ id: "scrap", item, use: "Scrap", amount: scrap }, writing),
    ...used.map(({ item: part, lot, quantity: amount }, k) =>
      actual({ id: `used-${k + 1}`, item: part, lot, use: "Consumed", amount }, writing),
    ),
    isV0701 ? null : told,
  );
}

interface Actual {
  readonly id: string;
  readonly item: string;
  readonly lot?: string | undefined;
  readonly use: "Produced" | "Consumed" | "Scrap";
  readonly amount: number;
}

function actual({ id, item, lot = "", use, amount }: Actual, writing: Writing): string {
  return group(
    "MaterialActual",
    newId(writing, id),
    leaf("MaterialDefinitionID", writing.mapping.outward.item(item)),
    lot === "" ? null : leaf("MaterialLotID", lot),
    word("MaterialUse", use, use !== "Scrap"),
    quantity(amount, writing.uomOf(item)),
  );
}
