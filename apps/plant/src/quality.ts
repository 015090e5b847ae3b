import { HOUR } from "@lockstep/domain/instant";
import { serveWaiting } from "./shipping.ts";
import { awaitedKey, awaitIt, inHours, iso, itemOf, type Lot, pointOf, type Sim, seconds, tell } from "./sim.ts";
import { scrapLot } from "./warehouse.ts";

const CHANCE = { raw: 0, base: 0.03, filled: 0.04, case: 0.06 } as const;
const REASONS = [
  "pH out of range",
  "seal integrity",
  "metal detector trip",
  "label mismatch",
  "viscosity",
  "foreign body suspected",
];

/** Now and then the laboratory holds a fresh lot; most are released, some rejected. */
export function maybeHold(sim: Sim, lot: Lot): void {
  const chance = sim.random("quality");
  if (!chance.chance(CHANCE[itemOf(sim, lot.item).level])) return;
  inHours(sim, chance.between(0.1, 1), () => hold(sim, lot));
}

export function hold(sim: Sim, lot: Lot): void {
  if (lot.quantity <= 0 || lot.hold !== null) return;
  const chance = sim.random("quality");
  const hours = chance.between(5, 30);
  const id = `QH-${sim.label}-${String(sim.number("QH")).padStart(4, "0")}`;
  const reason = chance.pick(REASONS);
  const expected = chance.chance(0.65) ? seconds(sim.now + hours * HOUR * chance.between(0.8, 1.1)) : null;
  const rejected = chance.chance(0.12);
  const state = (is: "held" | "released" | "rejected"): void =>
    tell(sim, "mes.quality-hold", lot.site, {
      id,
      target: { item: lot.item, lot: lot.lot, site: lot.site },
      state: is,
      reason,
      ...(is === "held" && expected !== null ? { expectedReleaseAt: iso(expected) } : {}),
    });
  lot.hold = id;
  state("held");
  const decide = (): void => {
    state(rejected ? "rejected" : "released");
    if (rejected) {
      inHours(sim, chance.between(6, 20), () => {
        scrapLot(sim, lot);
        lot.hold = null;
      });
      return;
    }
    lot.hold = null;
    serveWaiting(sim, pointOf(lot.item, lot.site));
  };
  awaitIt(sim, awaitedKey("QUALITY_HOLD", id), { at: sim.now + hours * HOUR, come: decide });
}
