import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { exact } from "../mapping/exact.ts";
import { shown } from "./check.ts";
import { instantIn } from "./message.ts";
import {
  entity,
  type Goods,
  goodsOf,
  isoOrNothing,
  propertyNumber,
  propertyText,
  seqOf,
  siteOf,
  type Telling,
  timeOf,
  useOf,
} from "./telling.ts";
import { all, first, readDuration, textIn, textOf, wordIn } from "./values.ts";
import type { XmlElement } from "./xml.ts";

const ORDER = "erp.production-order";

/** Each request of a schedule is a production order, its segments are the operations, its materials the components. */
export function scheduleFacts(schedule: XmlElement, telling: Telling): readonly CloudEvent[] {
  const { words, message, notes } = telling;
  const at = timeOf(schedule, telling);
  refuseOtherTypes(schedule, telling);
  const seen = new Set<string>();
  return all(schedule, words.request).map((request) => {
    const id = textIn(request, "ID") ?? "";
    if (seen.has(id)) notes.add(request, "repeated-order", `${shown(id)} stands twice in the schedule: leave one`);
    seen.add(id);
    const data = message.does === "cancel" ? { id, deleted: true } : orderOf(request, id, schedule, telling);
    return entity(ORDER, { at, of: [id] }, telling, data);
  });
}

/** Work that makes nothing has no production order. */
export function refuseOtherTypes(outer: XmlElement, { words, notes }: Telling): void {
  const inner = all(outer, words.request, words.response);
  const segments = inner.flatMap((one) => all(one, "SegmentRequirement", "SegmentResponse"));
  for (const element of [outer, ...inner, ...segments]) {
    const type = wordIn(element, "OperationsType");
    if (type === null || type === "Production" || type === "Mixed") continue;
    notes.add(element, "wrong-operations-type", `${shown(type)} is not read: send what is produced alone`);
  }
}

function orderOf(request: XmlElement, id: string, schedule: XmlElement, telling: Telling): object {
  const { words, notes, mapping } = telling;
  const segments = all(request, "SegmentRequirement");
  const site = siteOf([request, ...segments, schedule], telling);
  const materials = segments.flatMap((segment) => materialsOf(segment, telling));
  const made = productOf(request, materials, notes);
  const quantity = made?.goods.quantity ?? 0;
  if (made !== null && quantity === 0) notes.add(made.at, "no-quantity", "an order must make more than 0: correct it");
  const first = startOf(request, segments, telling);
  const last = finishOf(request, segments, telling);
  if (first !== null && last !== null && last < first) {
    notes.add(request, "finish-before-start", "its end is before its start: correct one of them");
  }
  const word = wordIn(request, "RequestState") ?? wordIn(schedule, "ScheduleState");
  const status = word === null ? "released" : mapping.requestStateOf(word);
  if (word !== null && status === undefined) {
    notes.add(
      request,
      "unknown-state",
      `what the state ${shown(word)} means is not known: declare it under b2mml.requestStates`,
    );
  }
  const operations = mapping.takesOperations ? operationsOf(segments, quantity, telling) : [];
  const components = mapping.takesComponents ? componentsOf(segments, materials, quantity, telling) : null;
  const peggedTo = segments
    .map((one) => propertyText(one, words.parameter, "peggedTo", telling))
    .find((one) => one !== null);
  return {
    id,
    item: made?.goods.item ?? "",
    site,
    quantity,
    plannedStart: isoOf(first ?? 0),
    plannedFinish: isoOf(last ?? 0),
    ...(operations.length === 0 ? {} : { operations }),
    ...(components === null ? {} : { components }),
    ...(peggedTo === undefined ? {} : { peggedTo }),
    status,
  };
}

interface Material {
  readonly at: XmlElement;
  readonly segment: XmlElement;
  readonly use: ReturnType<typeof useOf>;
  readonly goods: Goods;
}

function materialsOf(segment: XmlElement, telling: Telling): readonly Material[] {
  return all(segment, ...telling.words.requirements).flatMap((at) => {
    const use = useOf(at, telling);
    return use === "none" ? [] : [{ at, segment, use, goods: goodsOf(at, telling) }];
  });
}

/** What the order is for: of several segments that say what they make, the last one's. */
function productOf(request: XmlElement, materials: readonly Material[], notes: Telling["notes"]): Material | null {
  const made = materials.filter(({ use }) => use === "produced");
  const product = made.at(-1) ?? null;
  if (product === null) {
    notes.add(request, "no-product", "nothing says what it makes: add a material requirement with the use Produced");
  }
  const other = made.find(({ goods }) => goods.item !== product?.goods.item);
  if (other !== undefined) {
    notes.add(
      other.at,
      "several-products",
      "an order makes one item: declare what else it makes as none under b2mml.uses",
    );
  }
  for (const { at } of materials.filter(({ use }) => use === "scrap")) {
    notes.add(at, "unknown-use", "an order does not plan scrap by itself: give the component a ScrapFraction");
  }
  return product;
}

function startOf(request: XmlElement, segments: readonly XmlElement[], { mapping, notes }: Telling): Instant | null {
  const own = instantIn(request, "StartTime", mapping.zone);
  if (own !== null) return own;
  const starts = segments.flatMap((one) => instantIn(one, "EarliestStartTime", mapping.zone) ?? []);
  if (starts.length === 0) notes.add(request, "no-start", "nothing says when it starts: add StartTime");
  return starts.length === 0 ? null : Math.min(...starts);
}

function finishOf(request: XmlElement, segments: readonly XmlElement[], { mapping, notes }: Telling): Instant | null {
  const own = instantIn(request, "EndTime", mapping.zone);
  if (own !== null) return own;
  const ends = segments.flatMap((one) => instantIn(one, "LatestEndTime", mapping.zone) ?? []);
  if (ends.length === 0) notes.add(request, "no-finish", "nothing says when it ends: add EndTime");
  return ends.length === 0 ? null : Math.max(...ends);
}

/** A segment without equipment is no operation: what it needs belongs to the order. */
function operationsOf(segments: readonly XmlElement[], quantity: number, telling: Telling): readonly object[] {
  const seen = new Set<number>();
  return segments
    .filter((segment) => all(segment, "EquipmentRequirement").length > 0)
    .map((segment) => {
      const seq = seqOf(segment, textIn(segment, "ID") ?? "", telling.notes);
      if (seen.has(seq)) {
        telling.notes.add(
          segment,
          "repeated-operation",
          `two segments are the operation ${seq}: give each its own number`,
        );
      }
      seen.add(seq);
      return operationOf(segment, { seq, quantity }, telling);
    });
}

interface Work {
  readonly seq: number;
  readonly quantity: number;
}

function operationOf(segment: XmlElement, { seq, quantity }: Work, telling: Telling): object {
  const { words, mapping } = telling;
  const setupMinutes = propertyNumber(segment, words.parameter, "setupMinutes", telling) ?? 0;
  const [main, ...others] = all(segment, "EquipmentRequirement");
  const alternates = others.map((other) => ({
    resource: resourceOf(other, telling),
    ratePerHour: ownRate(other, telling),
  }));
  const plannedStart = instantIn(segment, "EarliestStartTime", mapping.zone);
  const plannedFinish = instantIn(segment, "LatestEndTime", mapping.zone);
  if (plannedStart !== null && plannedFinish !== null && plannedFinish < plannedStart) {
    telling.notes.add(segment, "finish-before-start", "its end is before its start: correct one of them");
  }
  return {
    seq,
    resource: main === undefined ? "" : resourceOf(main, telling),
    setupMinutes,
    ratePerHour: rateOf(segment, { quantity, setupMinutes }, telling),
    ...(alternates.length === 0 ? {} : { alternates }),
    ...isoOrNothing("plannedStart", plannedStart),
    ...isoOrNothing("plannedFinish", plannedFinish),
  };
}

/** One that is named; which of a class of equipment it is, nobody can know. */
export function resourceOf(equipment: XmlElement, { mapping, notes }: Telling): string {
  const [named, another] = all(equipment, "EquipmentID");
  if (named === undefined) notes.add(equipment, "no-equipment", "it names no equipment: add EquipmentID");
  if (another !== undefined) notes.add(another, "several-equipment", "it names several: tell each by itself");
  return named === undefined ? "" : mapping.resourceOf(textOf(named));
}

/** Stated, or from how long all of it takes. */
function rateOf(
  segment: XmlElement,
  { quantity, setupMinutes }: { readonly quantity: number; readonly setupMinutes: number },
  telling: Telling,
): number {
  const { words, mapping, notes } = telling;
  const stated = propertyNumber(segment, words.parameter, "ratePerHour", telling);
  if (stated !== null) return positive(stated, segment, telling);
  const text = textIn(segment, "Duration");
  const hours = (text === null ? 0 : (readDuration(text) ?? 0)) - setupMinutes / 60;
  if (hours > 0) return exact(quantity / hours);
  const name = mapping.nameOf("ratePerHour");
  const why =
    text === null
      ? `nothing says how fast it is: add Duration, or the ${words.parameter} ${name}, or take operations from the routing`
      : "its Duration is no longer than its setup: correct one of them";
  notes.add(segment, "no-rate", why);
  return 1;
}

function ownRate(equipment: XmlElement, telling: Telling): number {
  const rate = propertyNumber(equipment, "EquipmentRequirementProperty", "ratePerHour", telling);
  if (rate !== null) return positive(rate, equipment, telling);
  const why = `a second equipment is an alternate, and needs the property ${telling.mapping.nameOf("ratePerHour")}`;
  telling.notes.add(equipment, "no-rate", why);
  return 1;
}

function positive(rate: number, at: XmlElement, { notes }: Telling): number {
  if (rate <= 0) notes.add(at, "no-rate", "its rate must be more than 0: correct it");
  return rate;
}

/** Null: the message does not say, the bill of material does. */
function componentsOf(
  segments: readonly XmlElement[],
  materials: readonly Material[],
  quantity: number,
  telling: Telling,
): readonly object[] | null {
  const needed = materials.filter(({ use }) => use === "consumed");
  const isNone = segments.some(
    (segment) => propertyText(segment, telling.words.parameter, "components", telling) === "none",
  );
  if (needed.length === 0) return isNone ? [] : null;
  return needed.map(({ at, segment, goods }) => {
    const list = `${at.name}Property`;
    const per = propertyNumber(at, list, "quantityPer", telling);
    const scrapFraction = propertyNumber(at, list, "scrapFraction", telling);
    const operation = operationFor(at, segment, telling);
    return {
      item: goods.item,
      quantityPer: per ?? (quantity > 0 ? exact(goods.quantity / quantity) : 0),
      ...(scrapFraction === null ? {} : { scrapFraction }),
      ...(operation === null ? {} : { operation }),
    };
  });
}

/** Of an order whose operations are its routing's, only a component that names one has one. */
function operationFor(at: XmlElement, segment: XmlElement, telling: Telling): number | null {
  const { mapping, notes } = telling;
  const named = propertyText(at, `${at.name}Property`, "operation", telling);
  if (named === "none") return null;
  if (named !== null) return seqOf(at, named, notes);
  const isOperation = mapping.takesOperations && first(segment, "EquipmentRequirement") !== undefined;
  return isOperation ? seqOf(segment, textIn(segment, "ID") ?? "", notes) : null;
}
