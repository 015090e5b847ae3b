import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";

/** The k-th receipt of a stream that is sent at `now`: of fifty items at PLANT-A, none in the future. */
export const streamedReceipt = (k: number, now: Instant): CloudEvent => ({
  specversion: "1.0",
  id: `receipt-${k}`,
  source: "/wms/plant-a",
  type: "wms.receipt",
  time: isoOf(now - 3_600_000 + (k % 3_000_000)),
  subject: `FG-${k % 50}`,
  data: {
    site: "PLANT-A",
    location: `BIN-${k % 400}`,
    item: `FG-${k % 50}`,
    lot: `L-${k % 1_000}`,
    quantity: (k % 90) + 1,
    rejected: 0,
    status: "available",
    expiresAt: isoOf(now + 8_640_000_000),
  },
});

type Poison = (event: CloudEvent) => string;
const changed =
  (change: object): Poison =>
  (event) =>
    JSON.stringify({ ...event, ...change });
const withData =
  (change: object): Poison =>
  (event) =>
    JSON.stringify({ ...event, data: { ...(event.data as object), ...change } });
const replaced =
  (before: RegExp, after: string): Poison =>
  (event) =>
    JSON.stringify(event).replace(before, after);

/** What goes wrong on the way to us, with the rule that keeps it. */
export const POISON: readonly (readonly [string, string, Poison])[] = [
  ["cut off", "not-json", (event) => JSON.stringify(event).slice(0, 120)],
  ["another format", "not-json", ({ id }) => `<receipt id="${id}"/>`],
  ["nothing between two commas", "not-json", replaced(/"rejected":0,/, ",")],
  ["a text", "not-an-event", ({ id }) => JSON.stringify(id)],
  ["a list", "not-an-event", (event) => JSON.stringify([event])],
  ["an older envelope", "not-an-event", changed({ specversion: "0.3" })],
  ["no envelope", "not-an-event", ({ data, id }) => JSON.stringify({ ...(data as object), id })],
  ["nested without end", "too-deep", replaced(/"rejected":0/, `"rejected":${"[".repeat(70)}${"]".repeat(70)}`)],
  ["a number without end", "not-finite", replaced(/"quantity":\d+/, '"quantity":1e999')],
  ["half a character", "unreadable-text", replaced(/"subject":"/, '"subject":"\\ud800')],
  ["a NUL", "unreadable-text", replaced(/"subject":"/, '"subject":"\\u0000')],
  ["no source", "envelope", changed({ source: undefined })],
  ["an empty source", "envelope", changed({ source: "" })],
  ["an id that is a number", "envelope", ({ id, ...event }) => JSON.stringify({ ...event, id: Number(id.slice(8)) })],
  ["an id without end", "envelope", ({ id, ...event }) => JSON.stringify({ ...event, id: id.repeat(200) })],
  ["a subject that is a list", "envelope", changed({ subject: [] })],
  ["a type that there is not", "unknown-type", changed({ type: "wms.goods-in" })],
  ["no type", "unknown-type", changed({ type: null })],
  ["no time", "instant", changed({ time: undefined })],
  ["a time without an offset", "instant", changed({ time: "2026-03-02T11:00:00" })],
  ["a day that there is not", "instant", changed({ time: "2026-02-30T11:00:00Z" })],
  [
    "a clock that is ahead",
    "future",
    (event) => changed({ time: isoOf(Date.parse(event.time) + 3 * 3_600_000) })(event),
  ],
  ["no data", "required-field", changed({ data: undefined })],
  ["a field that is missing", "required-field", withData({ site: undefined })],
  ["a number as a text", "field-type", withData({ quantity: "12,5" })],
  ["an empty name", "empty-text", withData({ item: "" })],
  ["a name without end", "long-text", withData({ location: "B".repeat(300) })],
  ["a status that there is not", "enum", withData({ status: "free" })],
  ["an expiry that is none", "instant", withData({ expiresAt: "soon" })],
  ["more rejected than there was", "rejected-within-receipt", withData({ rejected: 1_000 })],
  ["less than nothing", "quantity-not-negative", withData({ quantity: -4 })],
];
