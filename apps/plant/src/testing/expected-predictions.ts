import type { FactData, FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, MINUTE } from "@lockstep/domain/instant";

interface Sales {
  data: FactData["erp.sales-order-line"];
  closesAt: Instant;
  /** Nobody knew of this promise before its time for the horizon had come. */
  isTooLate: boolean;
  delivered: number;
}

/**
 * Which promises must have been written down a day before, and how many of them were late: counted from the facts alone, by
 * someone who looks at the same times as the server's clock is moved to.
 */
export function expectedPredictions(
  facts: readonly CloudEvent[],
  looks: readonly Instant[],
  horizonHours: number,
): { readonly n: number; readonly late: number } {
  const tolerances = new Map<string, { minutes: number; under: number }>();
  const lines = new Map<string, Sales>();
  const shipments = new Map<string, FactData["wms.shipment"]>();
  const predicted = new Map<string, { readonly line: string; readonly closesAt: Instant }>();
  const sorted = facts.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
  let next = 0;
  const read = <T extends FactType>(fact: CloudEvent, type: T): FactData[T] | null =>
    fact.type === type ? (fact.data as FactData[T]) : null;
  const arrived = (line: string, by: Instant): number =>
    [...shipments.values()]
      .filter(
        ({ salesOrderLine, deliveredAt }) => salesOrderLine === line && deliveredAt && Date.parse(deliveredAt) <= by,
      )
      .reduce((sum, { quantity }) => sum + quantity, 0);
  for (const look of looks) {
    for (; next < sorted.length && Date.parse(sorted[next]?.time ?? "") <= look; next++) {
      const fact = sorted[next];
      if (fact === undefined) continue;
      const customer = read(fact, "master.customer");
      if (customer !== null) {
        const { lateToleranceMinutes: minutes = 0, underTolerance: under = 0 } = customer.otif ?? {};
        tolerances.set(customer.id, { minutes, under });
      }
      const shipment = read(fact, "wms.shipment");
      if (shipment !== null) shipments.set(shipment.id, shipment);
      const line = read(fact, "erp.sales-order-line");
      if (line === null) continue;
      const id = `${line.order}/${line.line}`;
      const known = lines.get(id);
      lines.set(id, { ...(known ?? { closesAt: 0, isTooLate: false, delivered: 0 }), data: line });
    }
    for (const [id, line] of lines) {
      const isOver = line.data.status !== "open" || arrived(id, look) >= line.data.quantity;
      if (isOver) continue;
      const tolerance = tolerances.get(line.data.customer)?.minutes ?? 0;
      const closesAt = Date.parse(line.data.promisedAt) + tolerance * MINUTE;
      const from = closesAt - horizonHours * HOUR;
      if (closesAt !== line.closesAt) Object.assign(line, { closesAt, isTooLate: from <= look });
      if (!line.isTooLate && from <= look && look < closesAt)
        predicted.set(`${id} ${closesAt}`, { line: id, closesAt });
    }
  }
  const end = looks.at(-1) ?? 0;
  const scored = [...predicted.values()].filter(
    ({ line, closesAt }) => closesAt <= end && lines.get(line)?.data.status !== "cancelled",
  );
  const late = scored.filter(({ line, closesAt }) => {
    const sold = lines.get(line);
    const under = tolerances.get(sold?.data.customer ?? "")?.under ?? 0;
    return arrived(line, closesAt) < (sold?.data.quantity ?? 0) * (1 - under);
  });
  return { n: scored.length, late: late.length };
}
