import { expect, test } from "vitest";
import "../i18n/leader-texts.ts";
import "../i18n/performance-texts.ts";
import { estimateRows, estimatesFile, estimatesShown, lateText } from "./estimate-words.ts";

test("roles come before people; few are counts, and earlier is told as earlier", () => {
  const score = { n: 4, open: 1, kept: 3, keptShare: 0.75, medianMinutes: -20, p80Minutes: null };
  const rows = estimateRows({
    ...{ definition: "", isOwn: false },
    people: [{ ...score, who: "maria" }],
    roles: [{ ...score, who: "SUPERVISOR", n: 40, kept: 30 }],
  });
  expect(estimatesShown(rows).rows).toEqual([
    ["All as Supervisor", "40", "75.0 %", "20 min early", "–", "1"],
    ["maria", "4", "3", "20 min early", "–", "1"],
  ]);
  expect(estimatesFile(rows).rows[1]).toEqual(["maria", 4, 3, -20, null, 1]);
  expect([lateText(0.2), lateText(90)]).toEqual(["on time", "1 h 30 min late"]);
});
