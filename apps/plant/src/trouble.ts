import { HOUR, type Instant, MINUTE } from "@lockstep/domain/instant";
import { isOpen, resume, stop } from "./floor.ts";
import {
  awaitedKey,
  awaitIt,
  inHours,
  iso,
  itemOf,
  type Line,
  type Lot,
  later,
  pointOf,
  round4,
  type Sim,
  seconds,
  tellState,
} from "./sim.ts";
import { tellCount } from "./warehouse.ts";

/** What goes wrong on the floor and in the racks. */
export function openTrouble(sim: Sim): void {
  for (const line of sim.lines.values()) nextBreakdown(sim, line);
  nextCount(sim);
}

function nextBreakdown(sim: Sim, line: Line): void {
  const hours = sim.random("breakdowns").exponential(line.data.meanHoursUp);
  later(sim, line.time.add(sim.now, hours * HOUR), () => breakDown(sim, line));
}

function breakDown(sim: Sim, line: Line): void {
  if (line.run === null || line.down || !isOpen(line, sim.now)) {
    inHours(sim, 1, () => breakDown(sim, line));
    return;
  }
  const chance = sim.random("breakdowns");
  const reason = chance.pick(Object.keys(line.data.typicalRepairMinutes));
  const typical = (line.data.typicalRepairMinutes[reason] ?? 60) * MINUTE;
  const long = chance.chance(0.1);
  const repair = long ? chance.between(4, 11) * HOUR : typical * chance.between(0.5, 1.5);
  const since = sim.now;
  stop(sim, line);
  const tellDown = (expectedUpAt: Instant | null): void =>
    tellState(sim, line, {
      since: iso(since),
      state: "down",
      reason,
      ...(expectedUpAt === null ? {} : { expectedUpAt: iso(seconds(expectedUpAt)) }),
    });
  const known = chance.chance(0.4);
  tellDown(known ? since + repair * chance.between(0.8, 1.2) : null);
  if (!known && long)
    later(sim, since + repair * 0.4, () => {
      if (line.down) tellDown(since + repair * 1.1);
    });
  const comeUp = (): void => {
    const state = line.run === null ? "idle" : "running";
    tellState(sim, line, { since: iso(sim.now), state });
    resume(sim, line);
    nextBreakdown(sim, line);
  };
  awaitIt(sim, awaitedKey("MACHINE_DOWN", line.data.id), { at: since + repair, come: comeUp });
}

/** Cycle counts: most agree, some find less than the books say, and the ERP hears of it a day or two later. */
function nextCount(sim: Sim): void {
  inHours(sim, sim.random("counts").exponential(4), () => {
    countSome(sim);
    nextCount(sim);
  });
}

function countSome(sim: Sim): void {
  const chance = sim.random("counts");
  const lots = [...sim.lots.values()].flat().filter((lot) => lot.quantity > 0 && lot.hold === null);
  const worth = lots.filter((lot) => itemOf(sim, lot.item).level !== "base");
  if (worth.length === 0) return;
  const lot = chance.pick(worth);
  if (chance.chance(0.45)) loseSome(sim, lot);
  tellCount(sim, lot);
}

function loseSome(sim: Sim, lot: Lot): void {
  const chance = sim.random("counts");
  const share = itemOf(sim, lot.item).level === "case" ? chance.between(0.2, 0.9) : chance.between(0.02, 0.3);
  const missing = Math.floor(lot.quantity * share);
  lot.quantity = round4(lot.quantity - missing);
  const point = pointOf(lot.item, lot.site);
  sim.erpError.set(point, round4((sim.erpError.get(point) ?? 0) + missing));
  inHours(sim, chance.between(20, 50), () => sim.erpError.set(point, round4((sim.erpError.get(point) ?? 0) - missing)));
}
