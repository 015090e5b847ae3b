import { expect, test } from "vitest";
import { bought, estimate, iso, item, received, type Scene, simplePlant, site, sold } from "./testing/scene.ts";

const C = "C@PLANT-A";
const DAY = 24;

/** A line promised `daysAgo` days before Monday, and received `late` hours after that. */
function past(to: Scene, id: string, daysAgo: number, late: number, more: object = {}): Scene {
  const promised = -daysAgo * DAY + 1;
  const line = bought(id, "C", 10, promised, { status: "closed", ...more });
  return to
    .add("erp.purchase-order-line", line, -1000)
    .add("wms.receipt", received(line.item, 10, { purchaseOrderLine: `${id}/1`, location: "FAR" }), promised + late);
}
const history = (...late: readonly number[]) =>
  late.reduce(
    (to, hours, i) => past(to, `PO-${String(i).padStart(2, "0")}`, 5 * (late.length - i + 1), hours),
    simplePlant(),
  );

/** When PO-X is expected, in hours. */
const when = (to: Scene, now = 8) =>
  to
    .at(now)
    .supplies(C, "purchase")
    .find((one) => one.startsWith("purchase PO-X/1 "))
    ?.split(" ")
    .at(-1);
/** When a line promised Monday 12:00 is expected, at 08:00. */
const expected = (to: Scene, more: object = {}, now = 8) =>
  when(to.add("erp.purchase-order-line", bought("PO-X", "C", 50, 12, more)), now);

test("[P42] without history a line is expected as promised", () => {
  expect(expected(simplePlant())).toBe("12");
});

test("[P42] the bias is the median of the past latenesses, not below 0", () => {
  expect(expected(history(2, 4, 6, 8, 30))).toBe("18");
  expect(expected(history(-9, -8, -3, 1, 2))).toBe("12");
  expect(expected(history(1, 2, 3, 4, 5, 6))).toBe("15.5");
});

test("[P41] fewer than five completed lines of the item: those of the supplier; fewer again: no bias", () => {
  expect(expected(history(4, 4, 4, 4))).toBe("12");
  const other = past(history(4, 4, 4, 4).add("master.item", item("D")), "PO-D", 1, 9, { item: "D" });
  expect(expected(other)).toBe("16");
  const stranger = past(history(4, 4, 4, 4).add("master.supplier", { id: "W", name: "W" }), "PO-W", 1, 9, {
    supplier: "W",
  });
  expect(expected(stranger)).toBe("12");
});

test("[P41] all sites count, and of more than twenty lines the last completed", () => {
  const two = past(history(4, 4, 4, 4).add("master.site", site("PLANT-B")), "PO-B", 1, 9, { site: "PLANT-B" });
  expect(expected(two)).toBe("16");
  const zeros = Array.from({ length: 10 }, () => 0);
  const fours = Array.from({ length: 10 }, () => 4);
  expect(expected(history(100, ...zeros, ...fours))).toBe("14");
  expect(expected(history(...zeros, ...fours, 100))).toBe("16");
});

test("[P40] a line is complete when all is received, or when it is closed with a receipt; not when it is open in part", () => {
  const open = past(history(4, 4, 4, 4), "PO-E", 1, 9, { status: "open" });
  expect(expected(open)).toBe("16");
  const part = past(history(4, 4, 4, 4), "PO-E", 1, 9, { status: "open", quantity: 11 });
  expect(expected(part)).toBe("12");
  const closed = past(history(4, 4, 4, 4), "PO-E", 1, 9, { quantity: 11 });
  expect(expected(closed)).toBe("16");
  const empty = history(4, 4, 4, 4).add(
    "erp.purchase-order-line",
    bought("PO-E", "C", 10, -20, { status: "closed" }),
    -30,
  );
  expect(expected(empty)).toBe("12");
});

test("[P40] lateness runs from the first promise to the last receipt", () => {
  const promised = { firstPromisedAt: iso(-DAY + 1 - 6) };
  expect(expected(past(history(0, 0, 9, 9), "PO-E", 1, 1, promised))).toBe("19");
  const again = past(history(0, 0, 9, 9), "PO-E", 1, 1, { quantity: 20 });
  expect(expected(again.add("wms.receipt", received("C", 10, { purchaseOrderLine: "PO-E/1" }), -DAY + 1 + 5))).toBe(
    "17",
  );
});

test("[P42] a line promised anew comes at the new promise, or at the first promise with its bias", () => {
  const first = { firstPromisedAt: iso(8.5) };
  expect(expected(history(3, 3, 3, 3, 3), first)).toBe("12");
  expect(expected(history(7, 7, 7, 7, 7), first)).toBe("15.5");
});

test("[P42] sigma is the sample standard deviation, at least 4 h, and 8 h without history", () => {
  const sigma = (to: Scene) =>
    to
      .add("erp.purchase-order-line", bought("PO-X", "P", 50, 12))
      .add("erp.sales-order-line", sold("SO-1", "P", 50, 100))
      .at(8)
      .line("SO-1/1").sigmaHours;
  expect(sigma(simplePlant())).toBe(8);
  expect(sigma(history(3, 3, 3, 3, 3))).toBe(4);
  expect(sigma(history(2, 4, 6, 8, 30))).toBeCloseTo(Math.sqrt((64 + 36 + 16 + 4 + 400) / 4), 9);
});

test("[P43] what should have come slides: as long again as it is overdue, between 1 and 24 hours", () => {
  const at = (now: number) => expected(simplePlant(), {}, now);
  expect(at(11.9)).toBe("12");
  expect(at(12)).toBe("13");
  expect(at(12.5)).toBe("13.5");
  expect(at(15)).toBe("18");
  expect(at(42)).toBe("66");
});

const asked = () =>
  history(3, 3, 3, 3, 3)
    .add("erp.purchase-order-line", bought("PO-X", "C", 50, 12))
    .add("tower.estimate", estimate({ purchaseOrderLine: "PO-X/1" }, 20), 4);

test("[P44] an estimate takes the place of the promise, without a bias, and slides like one", () => {
  expect(when(asked())).toBe("20");
  expect(when(asked(), 22)).toBe("24");
});

test("[P44] an estimate ends when the source states another promise than the one in force when it was given", () => {
  const said = (promised: number, at: number) =>
    asked().add("erp.purchase-order-line", bought("PO-X", "C", 50, promised), at);
  expect(when(said(12, 5))).toBe("20");
  expect(when(said(14, 5))).toBe("17");
  expect(when(said(14, 5).add("erp.purchase-order-line", bought("PO-X", "C", 50, 12), 6))).toBe("15");
});

test("[P2] a promise at 00:00 in the site's zone is that day's end", () => {
  const berlin = simplePlant().add("master.site", site("PLANT-A", { timeZone: "Europe/Berlin" }));
  expect(expected(berlin, { promisedAt: iso(DAY - 1) })).toBe("47");
  expect(expected(berlin, { promisedAt: iso(DAY) })).toBe("24");
});

test("[P40] the last receipt is the one that happened last, in whichever order they arrive", () => {
  const late = history(0, 0, 9, 9);
  late.add("wms.receipt", received("C", 10, { purchaseOrderLine: "PO-E/1" }), -DAY + 1 + 5);
  expect(expected(past(late, "PO-E", 1, 1, { quantity: 20 }))).toBe("17");
});
