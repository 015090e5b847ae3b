import type { LiveFeed } from "@lockstep/protocol/live";
import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";
import { troublesOf } from "./troubles-of.ts";

const feed = (id: string, toDo: string): LiveFeed => ({
  id,
  system: "MES",
  lastFactAt: "2026-03-02T08:00:00.000Z",
  lastReceivedAt: "2026-03-02T08:00:00.000Z",
  lastHeardAt: "2026-03-02T08:00:00.000Z",
  ageSeconds: 5,
  status: "FRESH",
  trouble: null,
  troubleKind: null,
  errors: 0,
  accepted: 10,
  quarantined: 0,
  warnAfterSeconds: 60,
  errorAfterSeconds: 300,
  ratePerMinute: 4,
  lagSeconds: 1,
  skewSeconds: 0,
  toDo,
});

test("what needs somebody stands first, and what a newer server says is not lost", () => {
  const rows = [
    feed("/b", "NOTHING"),
    feed("/a", "NOTHING"),
    feed("/c", "QUARANTINED"),
    feed("/f", "UNHEARD"),
    feed("/d", "SILENT"),
    feed("/e", "SOMETHING_NEW"),
  ];
  expect(inOrder(rows).map(({ id }) => id)).toEqual(["/d", "/f", "/c", "/a", "/b", "/e"]);
});

test("a trouble stands once, with all sources that it is of", () => {
  const erp = { trouble: "It cannot be read: no.", troubleKind: "CANNOT_CONNECT" };
  const rows = [
    { ...feed("/erp/a", "TROUBLE"), ...erp },
    feed("/b", "NOTHING"),
    { ...feed("/erp/c", "TROUBLE"), ...erp },
  ];
  expect(troublesOf(rows)).toEqual([{ text: erp.trouble, kind: erp.troubleKind, sources: ["/erp/a", "/erp/c"] }]);
});
