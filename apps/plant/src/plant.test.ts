import { FACT_TYPES, type FactData, type FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, MINUTE, SECOND } from "@lockstep/domain/instant";
import { describe, expect, it } from "vitest";
import { CALENDARS, CUSTOMERS, LINES, SITES, SUPPLIERS } from "./network.ts";
import { createPlant, firstOrderLine } from "./plant.ts";
import { randomOf } from "./random.ts";
import { keepBooks } from "./testing/books.ts";

const START = Date.parse("2026-11-23T00:00:00Z");
const WEEK = 7 * DAY;

const plant = createPlant(1, START);
const told = plant.step(START + 4 * WEEK);
const all = [...plant.opening, ...told];
const books = keepBooks(all);
const of = <T extends FactType>(type: T, facts: readonly CloudEvent[] = all): FactData[T][] =>
  facts.filter((fact) => fact.type === type).map(({ data }) => data as FactData[T]);

describe("the company", () => {
  it("has two plants in two time zones, eight lines, twelve suppliers and fifteen customers", () => {
    expect(new Set(SITES.map(({ timeZone }) => timeZone)).size).toBe(2);
    expect(LINES).toHaveLength(8);
    expect(SUPPLIERS).toHaveLength(12);
    expect(CUSTOMERS).toHaveLength(15);
    expect(SUPPLIERS.filter(({ habit }) => habit === "late")).toHaveLength(1);
  });

  it("makes 120 items over four levels, from bought goods to cases", () => {
    const levels = [...plant.sim.catalogue.items.values()].map(({ level }) => level);
    expect(levels).toHaveLength(120);
    expect(new Set(levels)).toEqual(new Set(["raw", "base", "filled", "case"]));
  });

  it("has every item that a bill of materials names, and a line for every recipe", () => {
    for (const { components, line } of plant.sim.catalogue.recipes.values()) {
      expect(LINES.map(({ id }) => id)).toContain(line);
      for (const { item } of components) expect(plant.sim.catalogue.items.has(item)).toBe(true);
    }
  });

  it("always has a line in shift", () => {
    const around = CALENDARS.find(({ id }) => id === "HAM-CONTINUOUS");
    expect(around?.weekly.map(({ day, start, end }) => [day, start, end])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((day) => [day, "00:00", "24:00"]),
    );
    expect(LINES.some(({ calendar }) => calendar === "HAM-CONTINUOUS")).toBe(true);
  });
});

describe("the opening", () => {
  it("is all of before the start, in order of time", () => {
    const times = plant.opening.map(({ time }) => Date.parse(time));
    expect(times.every((time) => time <= START)).toBe(true);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("holds about 400 open order lines and a published plan", () => {
    expect(of("erp.sales-order-line", plant.opening)).toHaveLength(400);
    expect(of("erp.plan-published", plant.opening)).toHaveLength(1);
    expect(of("erp.sales-order-line", plant.opening).map(({ order, line }) => `${order}/${line}`)).toContain(
      firstOrderLine(START),
    );
  });

  it("shows every supplier's habit in at least five completed deliveries", () => {
    const closed = of("erp.purchase-order-line", plant.opening).filter(({ status }) => status === "closed");
    for (const { id } of SUPPLIERS)
      expect(closed.filter(({ supplier }) => supplier === id).length).toBeGreaterThanOrEqual(5);
  });

  it("gives the supplier that is always late two days, every time", () => {
    const promised = new Map(of("erp.purchase-order-line").map((line) => [`${line.order}/${line.line}`, line]));
    const late = SUPPLIERS.find(({ habit }) => habit === "late")?.id;
    const hours = all
      .filter(({ type }) => type === "wms.receipt")
      .flatMap(({ time, data }) => {
        const line = promised.get((data as FactData["wms.receipt"]).purchaseOrderLine ?? "");
        return line?.supplier === late && line?.firstPromisedAt
          ? [(Date.parse(time) - Date.parse(line.firstPromisedAt)) / HOUR]
          : [];
      });
    expect(hours.length).toBeGreaterThan(12);
    for (const each of hours) expect(each).toBeGreaterThan(46);
    for (const each of hours) expect(each).toBeLessThan(50);
  });
});

describe("the facts", () => {
  it("are of known types, each with an id that no other of its source has", () => {
    expect(all.filter(({ type }) => !(type in FACT_TYPES))).toEqual([]);
    expect(new Set(all.map(({ source, id }) => `${source} ${id}`)).size).toBe(all.length);
  });

  it("come in order of time and never from after the step", () => {
    const times = told.map(({ time }) => Date.parse(time));
    expect(times.every((time, k) => time >= (times[k - 1] ?? START) && time <= START + 4 * WEEK)).toBe(true);
  });

  it("name the plant that they come from", () => {
    for (const { type, source, data } of all) {
      const site = (data as { site?: string }).site;
      if (type.startsWith("wms.") && site !== undefined)
        expect(source).toBe(site === "HAM" ? "/wms/hamburg" : "/wms/lisboa");
    }
  });

  it("publish each week's plan before it begins", () => {
    const plans = of("erp.plan-published");
    expect(plans).toHaveLength(5);
    for (const { publishedAt, horizonStart } of plans)
      expect(Date.parse(publishedAt)).toBeLessThan(Date.parse(horizonStart));
  });

  it("tell of every kind of trouble in a week or two", () => {
    const firstWeeks = told.filter(({ time }) => Date.parse(time) < START + 2 * WEEK);
    const states = of("mes.resource-state", firstWeeks);
    expect(states.filter(({ state }) => state === "down").length).toBeGreaterThan(10);
    expect(states.some(({ expectedUpAt }) => expectedUpAt !== undefined)).toBe(true);
    const holds = of("mes.quality-hold", told).map(({ state }) => state);
    expect(new Set(holds)).toEqual(new Set(["held", "released", "rejected"]));
    expect(of("wms.stock-count", firstWeeks).length).toBeGreaterThan(20);
    expect(of("erp.purchase-order-line", firstWeeks).some((line) => line.promisedAt !== line.firstPromisedAt)).toBe(
      true,
    );
    expect(of("wms.receipt", told).some(({ rejected }) => rejected > 0)).toBe(true);
  });

  it("keep the order book at about 400 open lines", () => {
    const open = [...books.sold.values()].filter(
      ({ status, shipped, ordered }) => status === "open" && shipped < ordered,
    );
    expect(open.length).toBeGreaterThan(330);
    expect(open.length).toBeLessThan(430);
  });
});

describe("the books, kept from the facts alone", () => {
  it("never show a bin below zero, or a name that nobody has told of", () => {
    expect(books.mistakes).toEqual([]);
  });

  it("show as received what was made", () => {
    const done = [...books.made].filter(([, { done, received }]) => done && received > 0);
    expect(done.length).toBeGreaterThan(450);
    for (const [id, { good, received }] of done) expect([id, received]).toEqual([id, good]);
    const missing = [...books.made.values()].filter(({ done, received, good }) => done && good > 0 && received === 0);
    expect(missing.length).toBeLessThan(12);
  });

  it("show that what was used had been issued, and all of the bill of materials", () => {
    const recipes = plant.sim.catalogue.recipes;
    for (const [id, { used, issued, done }] of books.made) {
      if (!done) continue;
      const order = plant.sim.orders.get(id);
      const parts = recipes.get(`${order?.recipe.item}@${order?.recipe.site}`)?.components ?? [];
      expect([...issued.keys()].sort()).toEqual(parts.map(({ item }) => item).sort());
      for (const [item, quantity] of used) expect(quantity).toBeLessThanOrEqual((issued.get(item) ?? 0) + 1e-6);
    }
  });

  it("never show more shipped than ordered, or received than bought", () => {
    for (const [id, { shipped, ordered }] of books.sold) expect([id, shipped <= ordered + 1e-6]).toEqual([id, true]);
    for (const [id, line] of books.bought) {
      expect([id, line.received + line.rejected <= line.ordered + 1e-6]).toEqual([id, true]);
      if (!line.open) expect([id, line.received + line.rejected]).toEqual([id, line.ordered]);
    }
  });

  it("show every transfer that is closed as received in full", () => {
    const closed = [...books.moved].filter(([, { status }]) => status === "closed");
    expect(closed.length).toBeGreaterThan(20);
    for (const [id, { shipped, received }] of closed) expect([id, received]).toEqual([id, shipped]);
  });

  it("agree with what the simulation has in its racks", () => {
    for (const lots of plant.sim.lots.values()) {
      for (const { site, location, item, lot, quantity } of lots) {
        expect([lot, books.bins.get(`${site}|${location}|${item}|${lot}|available`) ?? 0]).toEqual([lot, quantity]);
      }
    }
  });
});

describe("a seed", () => {
  it("gives the same facts whatever the steps", () => {
    const chance = randomOf(7, "steps");
    const other = createPlant(1, START);
    const facts: CloudEvent[] = [...other.opening];
    for (let at = START; at < START + WEEK; ) {
      at = Math.min(START + WEEK, at + chance.pick([1, SECOND, MINUTE, HOUR, 9 * HOUR]));
      facts.push(...other.step(at));
    }
    expect(facts).toEqual(all.filter(({ time }) => Date.parse(time) <= START + WEEK));
  });

  it("gives other facts than another seed", () => {
    expect(createPlant(2, START).step(START + DAY)).not.toEqual(createPlant(1, START).step(START + DAY));
  });
});

describe("watched live", () => {
  const live = createPlant(1, START);
  const facts: CloudEvent[] = [];
  for (let at = START; at < START + WEEK; at += 7 * MINUTE + SECOND)
    facts.push(...live.step(Math.min(at, START + WEEK), "live"));

  it("tells something at least every 30 s, at night and on Sundays too", () => {
    const times = facts.map(({ time }) => Date.parse(time));
    const gaps = times.map((time, k) => time - (times[k - 1] ?? START));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30 * SECOND);
    expect(facts.length).toBeGreaterThan((7 * DAY) / (30 * SECOND));
  });

  it.each([
    ["/mes/hamburg", MINUTE],
    ["/mes/lisboa", MINUTE],
    ["/wms/hamburg", 5 * MINUTE],
    ["/wms/lisboa", 5 * MINUTE],
    ["/erp/saucery", 15 * MINUTE],
  ])("lets nobody think that %s has gone silent", (source, limit) => {
    const times = facts.filter((fact) => fact.source === source).map(({ time }) => Date.parse(time));
    const gaps = times.map((time, k) => time - (times[k - 1] ?? START));
    expect(Math.max(...gaps)).toBeLessThan(limit);
  });

  it("tells all that it tells unwatched, word by word, and no more than readings besides", () => {
    const until = live.sim.now;
    const plain = all.filter(({ time }) => Date.parse(time) > START && Date.parse(time) <= until);
    const extra = facts.filter(({ id }) => id.startsWith("0-"));
    expect(facts.filter(({ id }) => !id.startsWith("0-"))).toEqual(
      plain.filter(({ time }) => Date.parse(time) > START),
    );
    const types = ["mes.operation", "mes.resource-state", "wms.stock-count", "erp.stock-on-hand"];
    expect(new Set(extra.map(({ type }) => type))).toEqual(new Set(types));
    expect(keepBooks([...live.opening, ...facts]).mistakes).toEqual([]);
  });
});
