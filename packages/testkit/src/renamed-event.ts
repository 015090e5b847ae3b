import type { CloudEvent } from "@lockstep/domain/facts/fact";

/** Every name of a random history, a sales or purchase order line's included. Bins and lots are named within these. */
const NAME = /^(?:A|B|U|K\d|F\d|S\d|C\d|L\d|V\d|D\d|WO-\d|SO-\d|PO-\d|TO-\d|H\d|SH-\d+)(?:\/\d+)?$/;

/** The same event of another plant, which has no name in common with the first. */
export function renamedEvent(event: CloudEvent, plant: string): CloudEvent {
  return { ...event, id: `${plant}-${event.id}`, data: renamed(event.data, plant) as CloudEvent["data"] };
}

function renamed(value: unknown, plant: string): unknown {
  if (typeof value === "string") return NAME.test(value) ? `${plant}-${value}` : value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, plant));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, plant)]));
}
