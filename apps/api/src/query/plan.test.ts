import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, isoOf } from "@lockstep/domain/instant";
import type { LineageRow } from "@lockstep/protocol/rows";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { scopeOf } from "../identity/scope.ts";
import { developer, type Viewer } from "../identity/viewer.ts";
import { lineageOf } from "../lineage/lineage.ts";
import { engineHere } from "../testing/engine-here.ts";
import { fact, item, orderLine, site } from "../testing/facts.ts";
import { startTower } from "../testing/tower.ts";
import type { Moment } from "./moment.ts";
import { plan } from "./plan.ts";
import { planChain } from "./plan-chain.ts";
import type { WholePlan } from "./plan-changes.ts";
import { planLosses } from "./plan-losses.ts";
import { pegging } from "./plan-pegging.ts";
import { planProgress } from "./plan-progress.ts";

const at = (time: string): string => `2026-03-02T${time}:00Z`;
const instant = (time: string): number => Date.parse(at(time));
let made = 0;
const told = (type: string, data: object, time: string) => {
  made += 1;
  return fact(type, `t-${made}`, data, { time: at(time) });
};

const order = (id: string, time: string, [from, to]: readonly [string, string], more: object = {}) =>
  told(
    "erp.production-order",
    {
      ...{ id, item: "P", site: "A", quantity: 20, plannedStart: at(from), plannedFinish: at(to), status: "released" },
      ...more,
    },
    time,
  );

const report = (of: string, time: string, good: number, more: object = {}) =>
  told(
    "mes.operation",
    { order: of, seq: 10, resource: "LINE-1", state: "running", startedAt: at("08:00"), good, scrap: 0, ...more },
    time,
  );

/**
 * P is made of two C on LINE-1, 10 an hour. The week was published at 07:00; WO-2 was moved, WO-3 came and WO-4 was cancelled
 * after that. LINE-1 runs WO-1 from 08:00, makes 5 in the first hour where 10 were planned, and is down since 09:30.
 */
const plant = [
  ...["A", "B"].map(site),
  ...["P", "C", "Q"].map(item),
  told("master.resource", { id: "LINE-1", site: "A", name: "Line 1", kind: "line" }, "06:00"),
  told("master.resource", { id: "LINE-2", site: "B", name: "Line 2", kind: "line" }, "06:00"),
  told(
    "master.routing",
    { item: "P", site: "A", operations: [{ seq: 10, resource: "LINE-1", ratePerHour: 10 }] },
    "06:00",
  ),
  told("master.bom", { item: "P", site: "A", components: [{ item: "C", quantityPer: 2 }] }, "06:00"),
  told("wms.stock-count", { site: "A", location: "L", item: "C", status: "available", quantity: 80 }, "06:00"),
  order("WO-1", "06:00", ["08:00", "10:00"]),
  order("WO-2", "06:00", ["10:00", "12:00"]),
  order("WO-4", "06:00", ["12:00", "14:00"]),
  told(
    "erp.plan-published",
    { id: "W10", horizonStart: at("00:00"), horizonEnd: "2026-03-09T00:00:00Z", publishedAt: at("07:00") },
    "07:00",
  ),
  order("WO-2", "07:30", ["13:00", "15:00"]),
  order("WO-3", "07:20", ["15:00", "17:00"]),
  order("WO-4", "07:40", ["12:00", "14:00"], { status: "cancelled" }),
  told(
    "erp.purchase-order-line",
    {
      ...{ order: "PO-9", line: "1", supplier: "V", item: "C", site: "A", quantity: 50, status: "open" },
      ...{ orderedAt: "2026-02-20T08:00:00Z", promisedAt: at("18:00") },
    },
    "06:00",
  ),
  told("wms.stock-count", { site: "B", location: "L", item: "Q", status: "available", quantity: 9 }, "06:00"),
  told(
    "erp.transfer-order",
    {
      ...{ id: "TO-1", item: "Q", fromSite: "B", toSite: "A", quantity: 5, status: "open" },
      ...{ plannedShip: at("12:00"), plannedReceipt: at("14:00") },
    },
    "06:00",
  ),
  orderLine({ order: "SO-3", item: "Q", site: "A", quantity: 5, promisedAt: "2026-03-04T12:00:00Z" }),
  orderLine({ order: "SO-1", item: "P", site: "A", quantity: 20, promisedAt: at("10:30") }),
  orderLine({ order: "SO-2", item: "P", site: "A", quantity: 40, promisedAt: "2026-03-04T12:00:00Z" }),
  report("WO-1", "09:00", 5, { runHours: 1 }),
  told("mes.resource-state", { resource: "LINE-1", since: at("08:00"), state: "running" }, "08:00"),
  told("mes.resource-state", { resource: "LINE-1", since: at("09:30"), state: "down", reason: "seal" }, "09:30"),
  told("mes.quality-hold", { id: "H-1", target: { productionOrder: "WO-3" }, state: "held", reason: "check" }, "08:00"),
];

let tower: Awaited<ReturnType<typeof startTower>>;
beforeAll(async () => {
  tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  await tower.take(plant);
  await tower.writer.setClock(instant("10:00"));
  await tower.writer.ready(["points"]);
}, 60_000);
afterAll(() => tower.close());

const onlyAt = (...sites: string[]): Viewer => ({ ...developer, scope: scopeOf(sites) });
const momentOf = (viewer: Viewer = developer): Moment => ({ viewer, view: tower.writer.view });
const theDay = { site: "A", from: instant("00:00"), to: instant("00:00") + DAY };
const read = (viewer?: Viewer, more: object = {}): WholePlan =>
  present(plan(momentOf(viewer), tower.ledger, { ...theDay, most: 100, ...more }), () => "no plan");

/** One operation of the columns, its times as hours of the day. */
function bar({ bars, resources }: WholePlan, id: string) {
  const k = bars.id.indexOf(id);
  if (k < 0) return null;
  const hour = (ms: number | null | undefined): number | null => (ms === null || ms === undefined ? null : ms / HOUR);
  return {
    resource: resources[bars.resource[k] ?? -1]?.id,
    planned: [hour(bars.plannedStart[k]), hour(bars.plannedFinish[k])],
    projected: [hour(bars.projectedStart[k]), hour(bars.projectedFinish[k])],
    baseline: [hour(bars.baselineStart[k]), hour(bars.baselineFinish[k])],
    startedAt: hour(bars.startedAt[k]),
    state: bars.state[k],
    boundBy: bars.boundBy[k],
    lineState: bars.lineState[k],
    lines: bars.lines[k],
    valueAtRisk: bars.valueAtRisk[k],
    hold: bars.hold[k],
  };
}

describe("the plan of a site against what happens", () => {
  test("has each operation as planned now, as projected, and as the plan had it when it was published", () => {
    const day = read();
    // 15 of 20 are left at (5 + 20) / (1 + 2) an hour, 1.8 h, from when the line is up again: now + 1 h.
    expect(bar(day, "WO-1/10")).toMatchObject({
      ...{ resource: "LINE-1", state: "RUNNING", startedAt: 8, planned: [8, 10], baseline: [8, 10] },
      projected: [8, 12.8],
    });
    expect(bar(day, "WO-2/10")).toMatchObject({ planned: [13, 15], projected: [13, 15], baseline: [10, 12] });
    expect(bar(day, "WO-3/10")).toMatchObject({ planned: [15, 17], baseline: [null, null] });
    expect(day.baseline).toMatchObject({ plan: "W10", publishedAt: "2026-03-02T07:00:00.000Z", coversAll: true });
  });

  test("names what was planned and is there no more", () => {
    const { dropped, bars } = read();
    expect(bars.id).not.toContain("WO-4/10");
    expect(dropped).toMatchObject({ id: ["WO-4/10"], order: ["WO-4"], baselineStart: [12 * HOUR], resource: [0] });
  });

  test("tells which promises an operation puts at risk, and what they are worth", () => {
    // SO-1 has 20 at 10.00, is promised for 10:30 and gets WO-1 at 12:48.
    expect(bar(read(), "WO-1/10")).toMatchObject({ lineState: "LATE", lines: 1, valueAtRisk: "200.00" });
    expect(bar(read(), "WO-2/10")).toMatchObject({ lineState: null, lines: 0, valueAtRisk: null });
  });

  test("has the stops of resources and the holds on what is made", () => {
    const day = read();
    expect(day.stops).toEqual([{ resource: 0, from: isoOf(instant("09:30")), to: null, reason: "seal" }]);
    expect(day.holds).toMatchObject([{ id: "H-1", reason: "check" }]);
    expect(day.bars.id.map((id, k) => [id, day.bars.hold[k]])).toEqual([
      ["WO-1/10", -1],
      ["WO-2/10", -1],
      ["WO-3/10", 0],
    ]);
  });

  test("says so when there is more than was asked for, and keeps what begins first", () => {
    const cut = read(developer, { most: 2 });
    expect(cut).toMatchObject({ total: 3, isComplete: false });
    expect(cut.bars.id).toEqual(["WO-1/10", "WO-2/10"]);
  });

  test("is of the viewer's sites alone", () => {
    expect(plan(momentOf(onlyAt("B")), tower.ledger, { ...theDay, most: 100 })).toBeNull();
    expect(plan(momentOf(onlyAt("A")), tower.ledger, { ...theDay, most: 100 })?.total).toBe(3);
    expect(planChain(momentOf(onlyAt("B")), "WO-1/10")).toBeNull();
    expect(pegging(momentOf(onlyAt("B")), "SO-1/1")).toBeNull();
  });

  test.each([
    [{ from: theDay.to, to: theDay.from }, "from must be before to."],
    [{ to: theDay.from + 32 * DAY }, "Ask for at most 31 days at once."],
    [{ most: 20_001 }, "most is 20001: ask for 1 to 20000."],
  ])("refuses %j and says what to do", (more, message) => {
    expect(() => read(developer, more)).toThrow(message);
  });

  test("of an operation, what it waits for leads to the first thing that waits for nothing", () => {
    const steps = planChain(momentOf(), "WO-3/10");
    // 40 + 40 of the 80 C that lie there go to WO-1 and WO-2; WO-3 waits for the purchase.
    expect(steps?.map(({ kind, id, boundBy }) => [kind, id, boundBy])).toEqual([
      ["OPERATION", "WO-3/10", "MATERIAL"],
      ["PURCHASE", "PO-9/1", null],
    ]);
  });

  test("of an order line, what it is filled from, with the time to spare on each step", () => {
    const tree = present(pegging(momentOf(), "SO-1/1"), () => "no tree");
    expect(tree.nodes.map(({ id, isFirstDomino }) => [id, isFirstDomino])).toEqual([
      ["LINE:SO-1/1", false],
      ["ORDER:WO-1", false],
    ]);
    expect(tree.edges).toMatchObject([{ from: "ORDER:WO-1", to: "LINE:SO-1/1", quantity: 20, slackMinutes: -138 }]);
  });

  test("what lies at a site that one does not see is left out, and that is said", () => {
    const whole = present(pegging(momentOf(), "SO-3/1"), () => "no tree");
    expect(whole.nodes.map(({ id }) => id)).toEqual(["LINE:SO-3/1", "TRANSFER:TO-1", "LOT::Q@B"]);
    expect(whole.isComplete).toBe(true);
    const part = present(pegging(momentOf(onlyAt("A")), "SO-3/1"), () => "no tree");
    expect(part.nodes.map(({ id }) => id)).toEqual(["LINE:SO-3/1", "TRANSFER:TO-1"]);
    expect(part.isComplete).toBe(false);
  });

  test("what two orders of a line need is one node", () => {
    const tree = present(pegging(momentOf(), "SO-2/1"), () => "no tree");
    const ids = tree.nodes.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["ORDER:WO-2", "ORDER:WO-3", "PURCHASE:PO-9/1"]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(tree.edges).toContainEqual(
      expect.objectContaining({ from: "PURCHASE:PO-9/1", to: "ORDER:WO-3", quantity: 40 }),
    );
  });

  test("work that was planned and is done adds up in hours from the beginning of the window", () => {
    const progress = present(planProgress(momentOf(), tower.ledger, theDay), () => "no progress");
    // Planned by 10:00: WO-1's 2 h. Done: 5 of its 20 pieces, 0.5 h.
    expect(progress).toMatchObject({ plannedNow: 2, actualNow: 0.5 });
    // In the end: the baseline has WO-1, WO-2 and WO-4, 2 h each; what is there makes WO-1, WO-2 and WO-3.
    expect(progress.planned.at(-1)).toBeCloseTo(6, 9);
    // WO-3 waits for the purchase at 18:00 and ends at 20:00.
    expect(progress.forecast.at(-1)).toBeCloseTo(6, 9);
    const noon = progress.at.indexOf(isoOf(instant("12:00")));
    expect(progress.actual[noon]).toBeNull();
    expect(progress.low[noon] ?? NaN).toBeLessThan(progress.forecast[noon] ?? NaN);
    expect(progress.high[noon] ?? NaN).toBeGreaterThan(progress.forecast[noon] ?? NaN);
  });

  test("of a window that is still to come, the forecast begins with nothing, as the plan does", () => {
    const later = { ...theDay, from: instant("19:00") };
    const progress = present(planProgress(momentOf(), tower.ledger, later), () => "no progress");
    // WO-3 runs from 18:00 to 20:00: an hour of it is in the window.
    expect(progress).toMatchObject({ actualNow: 0 });
    expect(progress.forecast.at(-1)).toBeCloseTo(1, 9);
  });

  test("of one order it is that order's work alone", () => {
    const progress = planProgress(momentOf(), tower.ledger, { ...theDay, order: "WO-2" });
    expect(progress).toMatchObject({ plannedNow: 0, actualNow: 0, operations: 1 });
    expect(progress?.planned.at(-1)).toBeCloseTo(2, 9);
  });

  test("what a line lost is known hour by hour, and what nobody has said is not 0", () => {
    const losses = planLosses(momentOf(), tower.ledger, { site: "A", from: instant("07:00"), to: instant("12:00") });
    // From 08:00 to 09:00 five pieces, half an hour's work: 30 min slow. From 09:30 it is down.
    expect(losses?.resources).toEqual([
      {
        ...{ id: "LINE-1", name: "Line 1", setup: [null, 0, 0, null, null], down: [null, 0, 30, null, null] },
        ...{ scrap: [null, 0, null, null, null], slow: [null, 30, null, null, null] },
      },
    ]);
  });
});

describe("where the plan's figures come from", () => {
  const comes = (of: "PLAN_PROGRESS" | "PLAN_LOSSES" | "OPERATION", id: string, figure: LineageRow["figure"] = "ALL") =>
    lineageOf(momentOf(), { ledger: tower.ledger, reads: new Map() }, { of, id, figure });
  const totalOf = (row: LineageRow | null): unknown => JSON.parse(row?.made?.total ?? "null");
  const sumOf = (row: LineageRow | null): number =>
    (row?.made?.parts ?? []).reduce((sum, { value }) => sum + Number(value), 0);
  const day = `A/${isoOf(theDay.from)}/${isoOf(theDay.to)}`;

  test("work is the operations that it is planned for and was reported of, at any moment of the curve", () => {
    const progress = present(planProgress(momentOf(), tower.ledger, theDay), () => "no progress");
    expect(totalOf(comes("PLAN_PROGRESS", day, "PLANNED"))).toBeCloseTo(progress.plannedNow, 9);
    const done = comes("PLAN_PROGRESS", day, "DONE");
    expect(done?.made?.parts.map(({ of, id }) => [of, id])).toEqual([["OPERATION", "WO-1/10"]]);
    expect([totalOf(done), sumOf(done)]).toEqual([progress.actualNow, progress.actualNow]);
    expect(done?.found.map(({ fact: { type } }) => type)).toEqual(
      expect.arrayContaining(["erp.plan-published", "mes.operation"]),
    );
    const last = `${day}?at=${progress.at.at(-1)}`;
    for (const [figure, hours] of [
      ["PLANNED", progress.planned.at(-1)],
      ["FORECAST", progress.forecast.at(-1)],
    ] as const)
      expect(sumOf(comes("PLAN_PROGRESS", last, figure)), figure).toBeCloseTo(hours ?? Number.NaN, 9);
  });

  test("what a line lost in an hour is its stops and the reports of what ran slow", () => {
    const hours = { from: instant("07:00"), to: instant("12:00") };
    const [line] = planLosses(momentOf(), tower.ledger, { site: "A", ...hours })?.resources ?? [];
    const kinds = ["down", "setup", "scrap", "slow"] as const;
    for (const [k, begins] of [7, 8, 9].entries()) {
      const hour = `A/${isoOf(instant(`0${begins}:00`))}/${isoOf(instant(`0${begins}:00`) + HOUR)}?resource=LINE-1`;
      const shown = kinds.map((kind) => line?.[kind][k] ?? 0);
      expect(kinds.map((kind) => sumOf(comes("PLAN_LOSSES", `${hour}&kind=${kind}`)))).toEqual(shown);
      expect(totalOf(comes("PLAN_LOSSES", hour))).toBe(shown.reduce((all, one) => all + one, 0));
    }
    const down = comes("PLAN_LOSSES", `A/${at("09:00")}/${at("10:00")}?resource=LINE-1&kind=down`);
    expect(down?.made?.parts).toMatchObject([{ of: "RESOURCE", id: "LINE-1", value: "30" }]);
    expect(down?.found[0]?.fact.type).toBe("mes.resource-state");
  });

  test("a bar's money is the lines whose way to their cause goes over it; its ghost is what was published", () => {
    const money = comes("OPERATION", "WO-1/10", "VALUE_AT_RISK");
    expect(JSON.parse(money?.value ?? "null")).toMatchObject({ amount: bar(read(), "WO-1/10")?.valueAtRisk });
    expect(money?.found.map(({ fact: { type } }) => type)).toContain("erp.sales-order-line");
    const ghost = comes("OPERATION", "WO-2/10", "BASELINE");
    expect(ghost?.found.map(({ fact: { type } }) => type)).toEqual(
      expect.arrayContaining(["erp.plan-published", "erp.production-order"]),
    );
    const elsewhere = { moment: momentOf(onlyAt("B")), beside: { ledger: tower.ledger, reads: new Map() } };
    expect(lineageOf(elsewhere.moment, elsewhere.beside, { of: "OPERATION", id: "WO-1/10", figure: "ALL" })).toBeNull();
  });
});

/** Resolves when what is shown has these facts in it. */
async function shown(facts: readonly CloudEvent[]): Promise<void> {
  const seq = await tower.take(facts);
  await vi.waitFor(() => expect(tower.writer.view.seq).toBeGreaterThanOrEqual(seq), { interval: 5 });
}

describe("the baseline", () => {
  test("takes in what comes late and was so when the plan was published, though it changes nothing else", async () => {
    const before = bar(read(), "WO-1/10");
    expect(before?.baseline).toEqual([8, 10]);
    // Of half past six: after the first of WO-2, before the publication and before what holds now.
    await shown([order("WO-2", "06:30", ["11:00", "13:00"])]);
    expect(bar(read(), "WO-2/10")).toMatchObject({ baseline: [11, 13], planned: [13, 15] });
    // Of after the publication: the baseline stays, whatever the plan says now.
    await shown([order("WO-2", "07:45", ["14:00", "16:00"])]);
    expect(bar(read(), "WO-2/10")).toMatchObject({ baseline: [11, 13], planned: [14, 16] });
  });

  test("is that of the plan published last for the whole window", async () => {
    const week = { horizonStart: at("00:00"), horizonEnd: "2026-03-09T00:00:00Z" };
    await shown([
      told("erp.plan-published", { id: "W10-B", ...week, publishedAt: at("09:00") }, "09:00"),
      told("erp.plan-published", { id: "OTHER", site: "B", ...week, publishedAt: at("09:30") }, "09:30"),
    ]);
    const day = read();
    expect(day.baseline?.plan).toBe("W10-B");
    expect(bar(day, "WO-2/10")?.baseline).toEqual([14, 16]);
    expect(day.dropped.id).toEqual([]);
  });

  test("is none where no plan was published for any of the time", () => {
    const day = read(developer, { from: theDay.from + 10 * DAY, to: theDay.to + 10 * DAY });
    expect(day.baseline).toBeNull();
  });
});
