import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { exact } from "../mapping/exact.ts";
import { shown } from "./check.ts";
import { instantIn } from "./message.ts";
import { refuseOtherTypes, resourceOf } from "./schedule-facts.ts";
import {
  entity,
  type Goods,
  goodsOf,
  isoOrNothing,
  locationOf,
  movement,
  propertyNumber,
  propertyText,
  propertyTime,
  seqOf,
  siteOf,
  type Telling,
  timeOf,
  useOf,
} from "./telling.ts";
import { all, textIn, textOf, wordIn } from "./values.ts";
import type { XmlElement } from "./xml.ts";

/**
 * Each segment of a response is what an operation has come to: its state, and what it has made and scrapped so far. What it
 * says was consumed, and was made into a lot, are movements of their own: of this document, by its id.
 */
export function performanceFacts(performance: XmlElement, telling: Telling): readonly CloudEvent[] {
  const { words } = telling;
  refuseOtherTypes(performance, telling);
  const at = timeOf(performance, telling);
  const document = textIn(performance, "ID") ?? isoOf(at);
  const seen = new Set<string>();
  return all(performance, words.response).flatMap((response) => {
    const named = [document, textIn(response, "ID") ?? ""];
    return all(response, "SegmentResponse").flatMap((segment) =>
      segmentFacts({ segment, response, performance, at, document: named, seen }, telling),
    );
  });
}

interface Told {
  readonly segment: XmlElement;
  readonly response: XmlElement;
  readonly performance: XmlElement;
  readonly at: Instant;
  readonly document: readonly string[];
  /** Operations that the document has told of. */
  readonly seen: Set<string>;
}

interface Operation {
  readonly order: string;
  readonly seq: number;
}

function segmentFacts(told: Told, telling: Telling): readonly CloudEvent[] {
  const { segment, at, seen } = told;
  const { message, notes } = telling;
  const operation: Operation = { order: orderOf(told, telling), seq: seqOfSegment(segment, telling) };
  const { order, seq } = operation;
  const key = `${order}/${seq}`;
  if (seen.has(key)) {
    notes.add(segment, "repeated-operation", `${shown(key)} stands twice in the document: add up what it has made`);
  }
  seen.add(key);
  const materials = all(segment, ...telling.words.actuals).flatMap((element): Material[] => {
    const use = useOf(element, telling);
    return use === "none" ? [] : [{ element, use, goods: goodsOf(element, telling) }];
  });
  const isGone = message.does === "cancel";
  const data = isGone ? { ...operation, deleted: true } : { ...operation, ...progressOf(told, materials, telling) };
  return [
    entity("mes.operation", { at, of: [order, seq] }, telling, data),
    ...(isGone ? [] : stateFacts(told, telling)),
    ...movementsOf(told, { operation, materials }, telling),
  ];
}

interface Material {
  readonly element: XmlElement;
  readonly use: ReturnType<typeof useOf>;
  readonly goods: Goods;
}

function orderOf({ segment, response }: Told, { words, notes }: Telling): string {
  const own = all(segment, "OperationsRequestID");
  const [named, another] = own.length > 0 ? own : all(response, words.requestId);
  if (named === undefined)
    notes.add(response, "no-order", `it does not say of which order it is: add ${words.requestId}`);
  if (another !== undefined) notes.add(another, "several-orders", "it names several orders: tell each by itself");
  return named === undefined ? "" : textOf(named);
}

function seqOfSegment(segment: XmlElement, { notes }: Telling): number {
  const [named, another] = all(segment, "SegmentRequirementID");
  if (another !== undefined) notes.add(another, "several-segments", "it names several segments: tell each by itself");
  return seqOf(segment, named === undefined ? (textIn(segment, "ID") ?? "") : textOf(named), notes);
}

function progressOf({ segment, response }: Told, materials: readonly Material[], telling: Telling): object {
  const { words, mapping, notes } = telling;
  const [main] = all(segment, "EquipmentActual");
  if (main === undefined) notes.add(segment, "no-equipment", "it does not say on what it runs: add EquipmentActual");
  const startedAt = instantIn(segment, "ActualStartTime", mapping.zone);
  const finishedAt = instantIn(segment, "ActualEndTime", mapping.zone);
  if (startedAt !== null && finishedAt !== null && finishedAt < startedAt) {
    notes.add(segment, "finish-before-start", "its end is before its start: correct one of them");
  }
  const word = wordIn(segment, "SegmentState") ?? wordIn(response, "ResponseState");
  const derived = finishedAt !== null ? "done" : startedAt !== null ? "running" : "pending";
  const state = word === null ? derived : mapping.responseStateOf(word);
  if (state === undefined) {
    notes.add(
      segment,
      "unknown-state",
      `what the state ${shown(word ?? "")} means is not known: declare it under b2mml.responseStates`,
    );
  }
  const made = materials.filter(({ use }) => use === "produced" || use === "scrap");
  const other = made.find(({ goods }) => goods.item !== made[0]?.goods.item);
  if (other !== undefined) {
    notes.add(
      other.element,
      "several-products",
      "an operation makes one item: declare other uses as none under b2mml.uses",
    );
  }
  const sum = (wanted: Material["use"]): number =>
    exact(made.filter(({ use }) => use === wanted).reduce((total, { goods }) => total + goods.quantity, 0));
  const runHours = propertyNumber(segment, words.data, "runHours", telling);
  return {
    resource: main === undefined ? "" : resourceOf(main, telling),
    state,
    ...isoOrNothing("startedAt", startedAt),
    ...isoOrNothing("finishedAt", finishedAt),
    good: sum("produced"),
    scrap: sum("scrap"),
    ...(runHours === null ? {} : { runHours }),
  };
}

/** Of equipment that says how it is. */
function stateFacts({ segment, at }: Told, telling: Telling): readonly CloudEvent[] {
  const { mapping, notes } = telling;
  const list = "EquipmentActualProperty";
  return all(segment, "EquipmentActual").flatMap((equipment) => {
    const word = propertyText(equipment, list, "equipmentState", telling);
    if (word === null) return [];
    const state = mapping.equipmentStateOf(word);
    if (state === undefined) {
      notes.add(
        equipment,
        "unknown-state",
        `what the state ${shown(word)} means is not known: declare it under b2mml.equipmentStates`,
      );
    }
    const resource = resourceOf(equipment, telling);
    const since = isoOf(propertyTime(equipment, list, "stateSince", telling) ?? at);
    const reason = propertyText(equipment, list, "stateReason", telling);
    const data = {
      resource,
      since,
      state,
      ...(reason === null ? {} : { reason }),
      ...isoOrNothing("expectedUpAt", propertyTime(equipment, list, "expectedUpAt", telling)),
    };
    return [entity("mes.resource-state", { at, of: [resource, since] }, telling, data)];
  });
}

/** What is cancelled has moved nothing. */
function movementsOf(
  told: Told,
  { operation, materials }: { readonly operation: Operation; readonly materials: readonly Material[] },
  telling: Telling,
): readonly CloudEvent[] {
  const { segment, document, at } = told;
  const { mapping, message } = telling;
  const { order, seq } = operation;
  const counts = new Map<string, number>();
  const isGone = message.does === "cancel";
  return materials.flatMap(({ element, use, goods }) => {
    const isReceipt = use === "produced" && mapping.receives;
    const location = isReceipt ? locationOf(element, telling) : null;
    // What was put nowhere has not come into stock: it stands by the machine.
    if (use !== "consumed" && location === null) return [];
    const quantity = isGone ? 0 : goods.quantity;
    const what = { item: goods.item, ...(goods.lot === "" ? {} : { lot: goods.lot }), quantity };
    const named = [...document, textIn(segment, "ID") ?? "", textIn(element, "ID") ?? "", goods.item, goods.lot];
    const same = JSON.stringify([use, named]);
    const count = counts.get(same) ?? 0;
    counts.set(same, count + 1);
    const of = [...named, order, seq, count];
    if (use === "consumed") return [movement("mes.consumption", { at, of }, telling, { ...operation, ...what })];
    const site = siteOf([element, segment, told.response, told.performance], telling);
    const receipt = { site, location, ...what, productionOrder: order };
    return [movement("wms.receipt", { at, of }, telling, receipt)];
  });
}
