import type { Data } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { exact } from "../mapping/exact.ts";
import { WORDS } from "./words.ts";
import { isNew, newId, plain, property, quantity, scope, type Writing, word } from "./write-parts.ts";
import { closing, group, leaf, maybe, opening } from "./xml-writer.ts";

type Order = Data<"erp.production-order">;
type Operation = NonNullable<Order["operations"]>[number];
type Component = NonNullable<Order["components"]>[number];

/** When something will be done, as far as is known. */
export interface Projected {
  readonly start: Instant | null;
  readonly finish: Instant | null;
}

/** An order as planned, and when it will really be done. */
export interface ScheduledOrder {
  readonly order: Order;
  readonly projected: Projected;
  /** By the number of the operation. */
  readonly operations: ReadonlyMap<number, Projected>;
}

/** A schedule piece by piece; there must be an order in it, as the standard's schema has it. */
export function* writeSchedule(orders: Iterable<ScheduledOrder>, writing: Writing): Generator<string> {
  const { namespace, nouns, request } = WORDS[writing.version];
  const isV0701 = isNew(writing);
  yield opening(nouns.schedule, namespace);
  yield leaf("ID", `schedule/${writing.site}`);
  if (!isV0701) yield scope(writing);
  yield `${leaf("PublishedDate", isoOf(writing.at))}\n`;
  if (isV0701) yield scope(writing) + leaf("OperationsType", "Production");
  for (const order of orders) yield `${requestOf(request, order, writing)}\n`;
  yield closing(nouns.schedule);
}

function requestOf(name: string, scheduled: ScheduledOrder, writing: Writing): string {
  const { order } = scheduled;
  const isV0701 = isNew(writing);
  const state = word(
    "RequestState",
    STATES[order.status],
    isV0701 || order.status === "planned" || order.status === "released",
  );
  const times = [leaf("StartTime", isoOf(order.plannedStart)), leaf("EndTime", isoOf(order.plannedFinish))];
  const segments = segmentsOf(scheduled, writing);
  return isV0701
    ? group(name, leaf("ID", order.id), ...times, state, ...segments)
    : group(name, leaf("ID", order.id), ...times, ...segments, state);
}

const STATES = { planned: "Forecast", released: "Released", closed: "Closed", cancelled: "Cancelled" } as const;

/** An order without operations of its own has one segment, which is none. */
function segmentsOf(scheduled: ScheduledOrder, writing: Writing): readonly string[] {
  const { order } = scheduled;
  const operations = order.operations ?? [];
  const last = operations.length - 1;
  const loose = (order.components ?? []).filter((one) => !isOf(one, operations));
  if (operations.length === 0)
    return [segment({ scheduled, seq: 0, operation: null, components: loose, isFirst: true, isLast: true }, writing)];
  return operations.map((operation, k) => {
    const own = (order.components ?? []).filter((one) => one.operation === operation.seq);
    const components = k === 0 ? [...loose, ...own] : own;
    return segment(
      { scheduled, seq: operation.seq, operation, components, isFirst: k === 0, isLast: k === last },
      writing,
    );
  });
}

const isOf = ({ operation }: Component, operations: readonly Operation[]): boolean =>
  operation !== undefined && operations.some(({ seq }) => seq === operation);

interface Segment {
  readonly scheduled: ScheduledOrder;
  readonly seq: number;
  readonly operation: Operation | null;
  readonly components: readonly Component[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function segment(told: Segment, writing: Writing): string {
  const { scheduled, seq, operation, isLast } = told;
  const { order } = scheduled;
  const isV0701 = isNew(writing);
  const times = [
    maybe("EarliestStartTime", iso(operation?.plannedStart)),
    maybe("LatestEndTime", iso(operation?.plannedFinish)),
  ];
  const duration = operation === null ? null : maybe("Duration", durationOf(operation, order.quantity));
  const head = isV0701
    ? [
        ...[leaf("ID", String(seq)), ...times, leaf("ProcessSegmentID", String(seq)), duration],
        ...[
          leaf("OperationsDefinitionID", writing.mapping.outward.item(order.item)),
          leaf("OperationsSegmentID", String(seq)),
        ],
      ]
    : [leaf("ID", String(seq)), ...times, duration];
  return group(
    "SegmentRequirement",
    ...head,
    ...parametersOf(told, writing),
    ...(operation === null ? [] : equipmentOf(operation, writing)),
    ...told.components.map((one) => consumed(one, told, writing)),
    isLast ? material({ item: order.item, use: "Produced", amount: order.quantity, properties: [] }, writing) : null,
  );
}

const iso = (at: Instant | null | undefined): string | null => (at === null || at === undefined ? null : isoOf(at));

const TEN_YEARS_OF_SECONDS = 315_360_000;

/** For those who do not read our parameters; null: longer than anybody plans. */
function durationOf({ setupMinutes, ratePerHour }: Operation, quantity: number): string | null {
  const seconds = exact(Math.round((setupMinutes * 60 + (quantity / ratePerHour) * 3_600) * 1_000) / 1_000);
  return seconds > TEN_YEARS_OF_SECONDS ? null : `PT${plain(seconds)}S`;
}

function parametersOf({ scheduled, seq, operation, isFirst }: Segment, writing: Writing): readonly (string | null)[] {
  const { order, projected, operations } = scheduled;
  const own = operation === null ? projected : (operations.get(seq) ?? { start: null, finish: null });
  const { mapping } = writing;
  const inner = isNew(writing) ? undefined : "Parameter";
  const tell = (
    name: Parameters<typeof mapping.nameOf>[0],
    value: string | number | null | undefined,
    is: "decimal" | "string" | "dateTime",
  ) => property(WORDS[writing.version].parameter, { id: mapping.nameOf(name), value, is }, inner);
  const hasNone = order.components !== undefined && order.components.length === 0;
  return [
    tell("ratePerHour", operation?.ratePerHour, "decimal"),
    tell("setupMinutes", operation?.setupMinutes, "decimal"),
    tell("projectedStart", iso(own.start), "dateTime"),
    tell("projectedFinish", iso(own.finish), "dateTime"),
    tell("peggedTo", isFirst ? order.peggedTo : null, "string"),
    tell("components", isFirst && hasNone ? "none" : null, "string"),
  ];
}

function equipmentOf({ resource, alternates = [] }: Operation, writing: Writing): readonly string[] {
  const { mapping } = writing;
  const tell = (id: string, rate: number | null): string =>
    group(
      "EquipmentRequirement",
      newId(writing, mapping.outward.resource(id)),
      leaf("EquipmentID", mapping.outward.resource(id)),
      property("EquipmentRequirementProperty", { id: mapping.nameOf("ratePerHour"), value: rate, is: "decimal" }),
    );
  return [tell(resource, null), ...alternates.map((one) => tell(one.resource, one.ratePerHour))];
}

function consumed(component: Component, { scheduled, operation }: Segment, writing: Writing): string {
  const { mapping } = writing;
  const { item, quantityPer, scrapFraction } = component;
  const isElsewhere = component.operation !== operation?.seq;
  const properties = [
    { id: mapping.nameOf("quantityPer"), value: quantityPer, is: "decimal" as const },
    { id: mapping.nameOf("scrapFraction"), value: scrapFraction === 0 ? null : scrapFraction, is: "decimal" as const },
    {
      id: mapping.nameOf("operation"),
      value: isElsewhere ? (component.operation ?? "none") : null,
      is: "string" as const,
    },
  ];
  return material(
    { item, use: "Consumed", amount: exact(quantityPer * scheduled.order.quantity), properties },
    writing,
  );
}

interface Material {
  readonly item: string;
  readonly use: "Produced" | "Consumed";
  readonly amount: number;
  readonly properties: readonly Parameters<typeof property>[1][];
}

function material({ item, use, amount, properties }: Material, writing: Writing): string {
  const name = writing.mapping.outward.item(item);
  return group(
    "MaterialRequirement",
    newId(writing, name),
    leaf("MaterialDefinitionID", name),
    leaf("MaterialUse", use),
    quantity(amount, writing.uomOf(item)),
    ...properties.map((one) => property("MaterialRequirementProperty", one)),
  );
}
