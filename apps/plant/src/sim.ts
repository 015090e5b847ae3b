import type { FactData, FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant, InstantText } from "@lockstep/domain/instant";
import { HOUR, isoOf } from "@lockstep/domain/instant";
import { type WorkingTime, workingTimeOf } from "@lockstep/domain/working-time";
import { type Agenda, createAgenda } from "./agenda.ts";
import { type Catalogue, type Component, type Item, makeCatalogue, type Recipe, type SiteId } from "./catalogue.ts";
import { CALENDARS, LINES, type LineData, SUPPLIERS, type Supplier, siteOf } from "./network.ts";
import { type Random, randomOf } from "./random.ts";

/** A lot in the warehouse of the simulation: the truth that counts and feeds are about. */
export interface Lot {
  readonly lot: string;
  readonly item: string;
  readonly site: SiteId;
  readonly location: string;
  quantity: number;
  readonly expiresAt: Instant | null;
  /** The hold on it, if there is one. */
  hold: string | null;
}

export interface WorkOrder {
  readonly id: string;
  readonly recipe: Recipe;
  quantity: number;
  readonly plannedStart: Instant;
  readonly plannedFinish: Instant;
  status: "planned" | "released" | "closed" | "cancelled";
  progress: "waiting" | "running" | "done";
  /** The crew is not there before this. */
  earliest: Instant;
}

/** The operation that a line is at. */
export interface Run {
  readonly order: WorkOrder;
  readonly startedAt: Instant;
  /** Pieces, kilograms or cases that come off the line in an hour. */
  readonly rate: number;
  readonly scrapShare: number;
  readonly total: number;
  readonly setupHours: number;
  /** Working hours, setup included, up to `since`. */
  workedHours: number;
  since: Instant;
}

export interface Line {
  readonly data: LineData;
  readonly time: WorkingTime;
  readonly queue: WorkOrder[];
  run: Run | null;
  down: boolean;
  /** As the MES said it last, or would have. */
  state: FactData["mes.resource-state"];
  /** Changes whenever what was planned for the run no longer holds. */
  token: number;
}

export interface PurchaseLine {
  readonly id: string;
  readonly order: string;
  readonly item: Item;
  readonly site: SiteId;
  readonly supplier: Supplier;
  readonly quantity: number;
  readonly orderedAt: Instant;
  readonly firstPromisedAt: Instant;
  promisedAt: Instant;
  received: number;
  open: boolean;
}

export interface Transfer {
  readonly id: string;
  readonly item: Item;
  readonly from: SiteId;
  readonly to: SiteId;
  readonly quantity: number;
  readonly plannedShip: Instant;
  readonly plannedReceipt: Instant;
  status: "open" | "shipped" | "closed";
}

/** Goods of a point that are promised to nobody yet: what the order desk promises from. */
export interface Promisable {
  readonly point: string;
  at: Instant;
  left: number;
}

export interface SalesLine {
  readonly id: string;
  readonly order: string;
  readonly customer: string;
  readonly item: Item;
  readonly site: SiteId;
  quantity: number;
  readonly requestedAt: Instant;
  promisedAt: Instant;
  readonly transitHours: number;
  shipped: number;
  state: "waiting" | "picking" | "shipped" | "delivered" | "cancelled";
  /** When the warehouse gets to it. */
  pickAt: Instant;
  source: Promisable | null;
}

export interface Sim {
  readonly seed: number;
  readonly start: Instant;
  now: Instant;
  readonly label: string;
  readonly catalogue: Catalogue;
  readonly agenda: Agenda;
  readonly lots: Map<string, Lot[]>;
  readonly lines: Map<string, Line>;
  readonly orders: Map<string, WorkOrder>;
  readonly purchases: Map<string, PurchaseLine>;
  readonly transfers: Map<string, Transfer>;
  readonly sales: Map<string, SalesLine>;
  readonly promisable: Map<string, Promisable[]>;
  /** Which ATP entry a production order or transfer feeds. */
  readonly feeds: Map<string, Promisable>;
  /** What the ERP has not noticed yet, by point: its belief minus the truth. */
  readonly erpError: Map<string, number>;
  readonly random: (name: string) => Random;
  readonly number: (series: string) => number;
  /** How far each line is planned, and whose turn it is at each kettle. */
  readonly plannedTo: Map<string, Instant>;
  readonly turns: Map<string, number>;
  readonly out: CloudEvent[];
  /** What comes by itself, and sooner where somebody sees to it. */
  readonly awaited: Map<string, Awaited>;
}

/** By the kind of exception and its subject, as a tower names them. */
export const awaitedKey = (kind: string, subject: string): string => `${kind}|${subject}`;

interface Awaited {
  readonly at: Instant;
  come(): void;
}

export function createSim(seed: number, start: Instant): Sim {
  const streams = new Map<string, Random>();
  const numbers = new Map<string, number>();
  const catalogue = makeCatalogue();
  const lines = LINES.map((data): [string, Line] => {
    const calendar = CALENDARS.find(({ id }) => id === data.calendar);
    if (calendar === undefined) throw new Error(`no calendar ${data.calendar}`);
    const time = workingTimeOf({ ...calendar, exceptions: [] });
    const state: Line["state"] = { resource: data.id, since: iso(start), state: "idle" };
    return [data.id, { data, time, queue: [], run: null, down: false, state, token: 0 }];
  });
  return {
    seed,
    start,
    now: start,
    label: labelOf(start),
    catalogue,
    agenda: createAgenda(),
    lots: new Map(),
    lines: new Map(lines),
    orders: new Map(),
    purchases: new Map(),
    transfers: new Map(),
    sales: new Map(),
    promisable: new Map(),
    feeds: new Map(),
    erpError: new Map(),
    random: (name) => {
      const known = streams.get(name);
      if (known) return known;
      const made = randomOf(seed, name);
      streams.set(name, made);
      return made;
    },
    number: (series) => {
      const next = (numbers.get(series) ?? 0) + 1;
      numbers.set(series, next);
      return next;
    },
    plannedTo: new Map(),
    turns: new Map(),
    out: [],
    awaited: new Map(),
  };
}

/** Stands in every id: plants that began on different days never share one. */
export const labelOf = (start: Instant): string => isoOf(start).slice(2, 10).replaceAll("-", "");

/** Instants on the wire; the simulation itself lives in whole seconds. */
export const iso = (at: Instant): InstantText => isoOf(at) as InstantText;
export const money = (cents: number): { amount: string; currency: string } => ({
  amount: (cents / 100).toFixed(2),
  currency: "EUR",
});
export const round4 = (quantity: number): number => Math.round(quantity * 10_000) / 10_000;
export const ceil4 = (quantity: number): number => Math.ceil(quantity * 10_000 - 1e-6) / 10_000;
export const seconds = (at: Instant): Instant => Math.round(at / 1_000) * 1_000;
export const pointOf = (item: string, site: SiteId): string => `${item}@${site}`;

/** Puts a fact down. Its id follows from how many this source has told before: the same in every run of the same seed. */
export function tell<T extends FactType>(
  sim: Sim,
  type: T,
  site: SiteId | null,
  data: FactData[T],
  time = sim.now,
): void {
  const source = sourceOf(type, site);
  const id = `${sim.label}-${String(sim.number(source)).padStart(7, "0")}`;
  sim.out.push({ specversion: "1.0", id, source, type, time: isoOf(time), data });
}

export function tellState(sim: Sim, line: Line, said: Omit<FactData["mes.resource-state"], "resource">): void {
  line.state = { resource: line.data.id, ...said };
  tell(sim, "mes.resource-state", line.data.site, line.state);
}

export function sourceOf(type: FactType, site: SiteId | null): string {
  const system = type.slice(0, type.indexOf("."));
  if (system === "mes" || system === "wms") return `/${system}/${siteOf(site ?? "HAM").feed}`;
  return "/erp/saucery";
}

export const later = (sim: Sim, at: Instant, action: () => void): void =>
  sim.agenda.put(Math.max(seconds(at), sim.now), action);
export const inHours = (sim: Sim, hours: number, action: () => void): void =>
  later(sim, sim.now + hours * HOUR, action);

/** Something that happens at an instant, once: then, or sooner where somebody hurries it. */
export function awaitIt(sim: Sim, key: string, { at, come }: Awaited): void {
  const own: Awaited = {
    at,
    come() {
      if (sim.awaited.get(key) !== own) return;
      sim.awaited.delete(key);
      come();
    },
  };
  sim.awaited.set(key, own);
  later(sim, at, () => own.come());
}

/** Somebody sees to it: what is left of the wait shrinks to that share. False: nothing of that name is awaited. */
export function hurry(sim: Sim, key: string, share: number): boolean {
  const own = sim.awaited.get(key);
  if (own === undefined || own.at <= sim.now) return false;
  later(sim, sim.now + (own.at - sim.now) * share, () => own.come());
  return true;
}

export const itemOf = (sim: Sim, id: string): Item => {
  const item = sim.catalogue.items.get(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return item;
};

export const recipeOf = (sim: Sim, item: string, site: SiteId): Recipe => {
  const recipe = sim.catalogue.recipes.get(pointOf(item, site));
  if (recipe === undefined) throw new Error(`no recipe of ${item} at ${site}`);
  return recipe;
};

export const lineOf = (sim: Sim, id: string): Line => {
  const line = sim.lines.get(id);
  if (line === undefined) throw new Error(`no line ${id}`);
  return line;
};

export const supplierOf = (item: string): Supplier => {
  const supplier = SUPPLIERS.find(({ items }) => items.includes(item));
  if (supplier === undefined) throw new Error(`no supplier of ${item}`);
  return supplier;
};

/** What a component of an order takes in all, the usual loss included: the projection's theory, never less. */
export const needOf = (part: Component, quantity: number): number =>
  ceil4(part.quantityPer * (1 + part.scrapFraction) * quantity);
