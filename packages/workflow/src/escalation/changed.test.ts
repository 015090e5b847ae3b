import { HOUR } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import { duty, person, usualRoster } from "../testing/calls-timeline.ts";
import { plant } from "./testing/plant.ts";

describe("what has changed", () => {
  test.each([
    ["more than 20 % more value", { valueAtRiskMinor: 121_000 }, "the value at risk is more by 21 %"],
    ["more than 20 % less value", { valueAtRiskMinor: 79_000 }, "the value at risk is less by 21 %"],
    ["another severity", { severity: "high" }, "was critical, is high"],
  ] as const)("[E10] %s is told again, to those who were told, once", (_, more, why) => {
    const t = plant();
    t.stands("06:10", t.down());
    t.at("06:11");
    t.told();
    t.stands("06:12", t.down(more));
    t.at("06:13");
    expect(t.told()).toEqual([`06:12 told early in the app: ${why}`]);
  });

  test("[E10] where nobody of them is in a roster any more, that is said once and not at each look", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.at("06:11");
    t.putRoster({ ...usualRoster, people: [person("late")], duties: [duty("late", "leader")] });
    t.told();
    for (const [wall, value] of [
      ["06:12", 130_000],
      ["06:13", 131_000],
      ["06:14", 132_000],
    ] as const)
      t.stands(wall, t.down({ valueAtRiskMinor: value }));
    expect(t.told()).toEqual(["06:12 nobody to call: no roster in force names a early for LINE-1 at A"]);
  });

  test("[E10] act-by that moves by more than a shift is; by less, or value by a fifth, is not", () => {
    const t = plant();
    const actBy = t.instantOf("+2 22:00");
    t.stands("06:10", t.down({ actBy }));
    t.at("06:11");
    t.told();
    t.stands("06:12", t.down({ actBy: actBy - 8 * HOUR, valueAtRiskMinor: 120_000 }));
    expect(t.told()).toEqual([]);
    t.stands("06:13", t.down({ actBy: actBy - 9 * HOUR, valueAtRiskMinor: 120_000 }));
    expect(t.told()).toEqual(["06:13 told early in the app: act-by is 9 h earlier"]);
  });

  test("[E11] an exception keeps the policies that it started under", () => {
    const t = plant();
    const late = (afterMinutes: number) => ({ afterMinutes, to: { role: "leader" }, channels: ["in-app"] }) as const;
    t.stands("06:10", t.down());
    t.at("06:11");
    t.putPolicy({
      ...{ site: null, kind: null, severity: "critical", clock: "always", settleSeconds: 0, lapseMinutes: 15 },
      steps: [late(1)],
    });
    t.told();
    t.stands("06:11", t.down(), t.down({ key: "m2", subject: "LINE-2", resource: "LINE-2" }));
    t.at("06:15");
    expect(t.told()).toEqual([
      "06:12 told lea (leader, LINE-2) in the app",
      "06:15 told pia (planner, LINE-1) in the app",
    ]);
  });
});
