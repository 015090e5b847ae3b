import { checkEvent } from "@lockstep/domain/check-event";
import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import { keyDataOf } from "@lockstep/domain/facts/convert";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { keyOf } from "@lockstep/domain/facts/keys";
import { namedBy } from "@lockstep/domain/facts/named";
import { checkKey } from "@lockstep/domain/facts/schema-check";
import { isoOf } from "@lockstep/domain/instant";
import { isObject, type JsonObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { World } from "@lockstep/domain/world";

/** Something that somebody wants to think through: what a fact would say. */
export interface Assumption {
  /** One of facts' types. */
  readonly type: string;
  /** A fact's data as JSON; of an entity that is known, its key and what is to be different. */
  readonly data: unknown;
}

/** Why an assumption cannot be thought through. */
export interface Unthinkable {
  /** Which of them, from 0. */
  readonly place: number;
  /** It is about something at sites that are none of theirs who ask. */
  readonly isForeign: boolean;
  readonly reason: string;
}

export interface Assuming {
  inForce(type: FactType, key: string): AnyFact | null;
  readonly world: World;
  readonly mode: "live" | "manual";
  /** The sites of who asks; null: every site. */
  readonly sites: readonly string[] | null;
}

/** No source sorts behind it, so that of facts of one instant the assumed one counts. */
const SOURCE = "\uffff/what-if";

/** The facts that assumptions come to at the present clock, each behind what is in force of its key, and behind the one before. */
export function assumedFacts(
  assumptions: readonly Assumption[],
  assuming: Assuming,
): Result<readonly AnyFact[], Unthinkable> {
  const facts: AnyFact[] = [];
  const assumed = new Map<string, AnyFact>();
  for (const [place, assumption] of assumptions.entries()) {
    const last = ({ type, key }: { readonly type: FactType; readonly key: string }): AnyFact | null =>
      assumed.get(`${type} ${key}`) ?? assuming.inForce(type, key);
    const made = assumedFact(assumption, place, { ...assuming, last });
    if (!made.ok) return made;
    const fact = made.value;
    assumed.set(`${fact.type} ${fact.key}`, fact);
    facts.push(fact);
  }
  // Names may be assumed, too.
  for (const [place, fact] of facts.entries()) {
    const reason = unknownName(fact, (type, id) => assumed.get(`${type} ${id}`) ?? assuming.inForce(type, id));
    if (reason !== null) return refuse({ place, isForeign: false, reason });
  }
  return ok(facts);
}

interface AssumingNow extends Assuming {
  /** What counts of a key, with all that is assumed so far. */
  last(of: { readonly type: FactType; readonly key: string }): AnyFact | null;
}

function assumedFact(
  { type, data }: Assumption,
  place: number,
  { last, world, mode, sites }: AssumingNow,
): Result<AnyFact, Unthinkable> {
  const no = (reason: string, isForeign = false) => refuse({ place, isForeign, reason });
  if (!isObject(data)) return no("data must be a JSON object with the fields of the fact.");
  const known = isFactType(type) ? knownOf(type, data, last) : null;
  if (known !== null && !isAllowed(known, world, sites)) return no("It is about something at other sites.", true);
  const at = Math.max(world.clock, known?.time ?? world.clock);
  const event = {
    specversion: "1.0",
    source: SOURCE,
    id: String(place).padStart(6, "0"),
    type,
    time: isoOf(at),
    data: known === null ? data : { ...dataIn(known), ...data },
  };
  const checked = checkEvent(event, { receivedAt: at, seq: 0, mode });
  if (!checked.ok) return no(checked.error.reason);
  if (!isAllowed(checked.value, world, sites)) return no("It is about something at other sites.", true);
  return checked;
}

const isFactType = (type: string): type is FactType => Object.hasOwn(FACT_TYPES, type);

/** What is said already of the entity that data are about; null of what is new, and of movements. */
function knownOf(type: FactType, data: JsonObject, last: AssumingNow["last"]): AnyFact | null {
  if (FACT_TYPES[type].shape === "movement" || !checkKey(type, data).ok) return null;
  const typed = { type, data: keyDataOf(type, data) } as Parameters<typeof keyOf>[0];
  const known = last({ type, key: keyOf(typed, "", "") });
  return known === null || known.deleted ? null : known;
}

/** As it was sent: defaults are left out, dates are texts. */
function dataIn(fact: AnyFact): JsonObject {
  const event: unknown = JSON.parse(fact.canonical);
  const data = isObject(event) ? event["data"] : null;
  return isObject(data) ? data : {};
}

function unknownName(fact: AnyFact, known: (type: FactType, id: string) => AnyFact | null): string | null {
  const { items, sites, productionOrder } = namedBy(fact);
  const isKnown = (type: FactType, id: string): boolean => {
    const one = known(type, id);
    return one !== null && !one.deleted;
  };
  const item = items.find((id) => !isKnown("master.item", id));
  if (item !== undefined) return `The item ${item} is not known: name one that is, or assume it first.`;
  const site = sites.find((id) => !isKnown("master.site", id));
  if (site !== undefined) return `The site ${site} is not known: name one that is, or assume it first.`;
  if (productionOrder === null || isKnown("erp.production-order", productionOrder)) return null;
  return `The production order ${productionOrder} is not known: name one that is, or assume it first.`;
}

/** What belongs to no site is everyone's. */
function isAllowed(fact: AnyFact, world: World, sites: readonly string[] | null): boolean {
  return sites === null || sitesTouchedBy(fact, world).every((site) => sites.includes(site));
}

/** Where the thing is that a fact is about, as far as that is known. */
function sitesTouchedBy(fact: AnyFact, world: World): readonly string[] {
  const { sites, productionOrder } = namedBy(fact);
  const order = (id: string | null | undefined) => world.productionOrders.get(id ?? "")?.data.site;
  const purchase = (id: string | undefined) => world.purchaseOrderLines.get(id ?? "")?.data.site;
  const resource = (id: string | undefined) => world.resources.get(id ?? "")?.data.site;
  const found: (string | undefined)[] = [...sites, order(productionOrder)];
  // What a tombstone deletes says where it is, and is looked at itself.
  if (fact.deleted) return [];
  if (fact.type === "mes.resource-state") found.push(resource(fact.data.resource));
  else if (fact.type === "tower.estimate") {
    const { target } = fact.data;
    const held = world.holds.get(target.hold ?? "")?.data.target;
    found.push(resource(target.resource), purchase(target.purchaseOrderLine), held?.site, order(held?.productionOrder));
  } else if (fact.type === "master.site") found.push(fact.data.id);
  return found.filter((site) => site !== undefined);
}
