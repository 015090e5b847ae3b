import type { LeadTime } from "@lockstep/protocol/generated/schema";
import { expect, test } from "vitest";
import "../i18n/adherence-texts.ts";
import { leadTimesFile, leadTimesShown } from "./lead-times-card.tsx";

const row = (more: Partial<LeadTime>): LeadTime => ({
  ...{ item: "C", itemName: "Cumin", supplier: "V", supplierName: "Verde", receipts: 5, overdue: 0 },
  ...{ medianDays: 5, p80Days: 6, masterDays: 5, drift: 0, verdict: "HOLDS", drifts: [] },
  ...more,
});

test("a lead time is said with why it does not hold, or that it cannot be told", () => {
  const rows = [
    row({ medianDays: 9, drift: 0.8, verdict: "DRIFTS", drifts: ["MEDIAN", "P80"] }),
    row({ medianDays: null, p80Days: null, drift: null, verdict: "DRIFTS", drifts: ["MEDIAN", "P80"] }),
    row({ p80Days: 7.25, verdict: "DRIFTS", drifts: ["P80"] }),
    row({}),
    row({ receipts: 1, verdict: "FEW" }),
    row({ masterDays: null, drift: null, verdict: "UNSAID" }),
  ];
  expect(leadTimesShown(rows).rows.map((cells) => cells.slice(4))).toEqual([
    ["9 d", "6 d", "5 d", "median +80 %"],
    ["not yet", "not yet", "5 d", "over 5 d for one in five"],
    ["5 d", "7.3 d", "5 d", "over 5 d for one in five"],
    ["5 d", "6 d", "5 d", "holds"],
    ["5 d", "6 d", "5 d", "too few to say"],
    ["5 d", "6 d", "–", "not in the master data"],
  ]);
  expect(leadTimesFile([row({ drift: -0.256 })]).rows).toEqual([["C", "V", 5, 0, 5, 6, 5, -25.6]]);
});
