import { expect, test } from "vitest";
import { filterOf } from "./audit-filter.ts";
import { auditSearchOf } from "./audit-search.ts";

test("an address says what it may say, and nothing else", () => {
  expect(auditSearchOf({ by: " anna ", action: "", record: "0x10", text: 7, since: "2026-03-02T10:40" })).toEqual({
    by: "anna",
    since: "2026-03-02T10:40",
  });
  expect(auditSearchOf({ since: "yesterday", until: "2026-03-02" })).toEqual({});
  expect(auditSearchOf({ record: "12" }).record).toBe("12");
});

test("times are the plant's, and the last minute is among them", () => {
  const filter = filterOf({ since: "2026-03-02T10:40", until: "2026-03-02T10:41", subject: "LINE-3" }, "Europe/Berlin");
  expect(filter).toEqual({
    from: "2026-03-02T09:40:00.000Z",
    to: "2026-03-02T09:42:00.000Z",
    by: null,
    action: null,
    subject: "LINE-3",
    text: null,
  });
  expect(filterOf({ since: "yesterday" }, "UTC").from).toBeNull();
});
