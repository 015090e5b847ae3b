import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { exact } from "../mapping/exact.ts";
import { shown } from "./check.ts";
import { entity, isoOrNothing, locationOf, propertyTime, quantityOf, siteOf, type Telling, timeOf } from "./telling.ts";
import { all, first, textIn, wordIn } from "./values.ts";
import type { XmlElement } from "./xml.ts";

const STATUSES = ["available", "quality", "blocked"] as const;
type Status = (typeof STATUSES)[number];

/**
 * A lot is counted where it lies: so much under its status, and nothing under the others, whose goods it was. Lots that are
 * held say so where a site has declared which statuses mean that.
 */
export function materialFacts(objects: readonly XmlElement[], telling: Telling): readonly CloudEvent[] {
  const heaps = new Map<string, Heap>();
  const holds: CloudEvent[] = [];
  for (const object of objects) {
    const lots = telling.message.noun === "lot" ? [object] : all(object, "MaterialLot");
    for (const lot of lots) {
      const around = lot === object ? [] : [object];
      const at = timeOf(first(lot, "PublishedDate") === undefined && around[0] ? around[0] : lot, telling);
      for (const part of partsOf(lot, { at, around }, telling)) addTo(heaps, part);
      holds.push(...holdOf(lot, at, telling));
    }
  }
  return [...[...heaps.values()].flatMap((heap) => countsOf(heap, telling)), ...onceEach(holds)];
}

/** All of a lot in one place. */
interface Heap {
  readonly at: Instant;
  readonly site: string;
  readonly location: string;
  readonly item: string;
  readonly lot: string;
  readonly expiresAt: Instant | null;
  readonly byStatus: Map<Status, number>;
}

interface Part extends Omit<Heap, "byStatus"> {
  readonly status: Status | "none";
  readonly quantity: number;
}

function addTo(heaps: Map<string, Heap>, { status, quantity, ...part }: Part): void {
  const key = JSON.stringify([part.site, part.location, part.item, part.lot]);
  const known = heaps.get(key) ?? { ...part, byStatus: new Map() };
  heaps.set(key, { ...known, at: Math.max(known.at, part.at) });
  if (status !== "none") known.byStatus.set(status, exact((known.byStatus.get(status) ?? 0) + quantity));
}

interface Around {
  readonly at: Instant;
  /** What the lot lies in within the message. */
  readonly around: readonly XmlElement[];
}

/** The lot itself, or each of its sublots. */
function partsOf(lot: XmlElement, { at, around }: Around, telling: Telling): readonly Part[] {
  const { mapping, message, notes } = telling;
  const known = mapping.itemOf(textIn(lot, "MaterialDefinitionID") ?? "");
  const expiresAt = propertyTime(lot, "MaterialLotProperty", "expiresAt", telling);
  const sublots = all(lot, "MaterialSubLot");
  const places = sublots.length === 0 ? [lot] : sublots;
  const parts = places.map((place): Part => {
    const within = place === lot ? [lot] : [place, lot];
    const status = statusOf(within, telling);
    const isEmpty = status === "none" || message.does === "cancel";
    const location = within.map((one) => locationOf(one, telling)).find((one) => one !== null) ?? null;
    if (location === null) notes.add(place, "no-location", "it does not say where the lot lies: add StorageLocation");
    return {
      at,
      site: siteOf([...within, ...around], telling),
      location: location ?? "",
      item: known.item,
      lot: textIn(lot, "ID") ?? "",
      expiresAt,
      status: isEmpty ? "none" : status,
      quantity: isEmpty && first(place, "Quantity") === undefined ? 0 : quantityOf(place, known, telling),
    };
  });
  if (sublots.length > 0 && first(lot, "Quantity") !== undefined) {
    const sum = exact(parts.reduce((total, { quantity }) => total + quantity, 0));
    const whole = quantityOf(lot, known, telling);
    if (sum !== whole)
      notes.add(lot, "sublots-differ", `its sublots hold ${sum}, and it says ${whole}: correct one of them`);
  }
  return parts;
}

/** The lot's own word, or without one what may be done with it; a lot that says neither is available. */
function statusOf(within: readonly XmlElement[], { mapping, notes }: Telling): Status | "none" {
  for (const element of within) {
    const word = textIn(element, "Status") ?? wordIn(element, "Disposition");
    if (word === null) continue;
    const status = mapping.statusOf(word);
    if (status === undefined) {
      const why = `what the status ${shown(word)} means for stock is not known: declare it under b2mml.statuses`;
      notes.add(element, "unknown-status", why);
    }
    return status ?? "none";
  }
  return "available";
}

function countsOf({ at, byStatus, expiresAt, ...heap }: Heap, telling: Telling): readonly CloudEvent[] {
  const { site, location, item, lot } = heap;
  const place = { site, location, item, ...(lot === "" ? {} : { lot }) };
  return STATUSES.map((status) => {
    const quantity = byStatus.get(status) ?? 0;
    const data = { ...place, status, quantity, ...(quantity === 0 ? {} : isoOrNothing("expiresAt", expiresAt)) };
    return entity("wms.stock-count", { at, of: [site, location, item, lot, status] }, telling, data);
  });
}

function holdOf(lot: XmlElement, at: Instant, telling: Telling): readonly CloudEvent[] {
  const { mapping, message } = telling;
  const name = textIn(lot, "ID") ?? "";
  if (!mapping.hasHolds || name === "") return [];
  const { item } = mapping.itemOf(textIn(lot, "MaterialDefinitionID") ?? "");
  const id = `b2mml/${item}/${name}`;
  const words = [textIn(lot, "Status"), wordIn(lot, "Disposition")].flatMap((word) => word ?? []);
  const word = words.find((one) => mapping.holdOf(one) !== undefined);
  const state = word === undefined || message.does === "cancel" ? undefined : mapping.holdOf(word);
  const reason = textIn(lot, "Description") ?? word;
  const data = state === undefined ? { id, deleted: true } : { id, target: { item, lot: name }, state, reason };
  return [entity("mes.quality-hold", { at, of: [id] }, telling, data)];
}

/** A lot that lies in several places may be told in as many elements: held in one, it is held. */
function onceEach(holds: readonly CloudEvent[]): readonly CloudEvent[] {
  const byId = new Map<string, CloudEvent>();
  for (const hold of holds) {
    const known = byId.get(hold.id);
    if (known === undefined || !("state" in (known.data as object))) byId.set(hold.id, hold);
  }
  return [...byId.values()];
}
