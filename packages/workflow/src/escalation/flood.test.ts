import { describe, expect, test } from "vitest";
import type { StandingCause } from "../model.ts";
import { duty, manyLate, person, usualRoster } from "../testing/calls-timeline.ts";
import { messagesOf } from "./messages.ts";
import type { PolicyStep } from "./model.ts";
import { plant } from "./testing/plant.ts";

/** So many stops, each at a line of its own, the worst first. */
const stops = (t: ReturnType<typeof plant>, count: number, more: Partial<StandingCause>) =>
  Array.from({ length: count }, (_, k) => {
    const subject = `LINE-${k + 1}`;
    const key = `machine-down|resource|${subject}`;
    return t.down({ key, subject, resource: subject, valueAtRiskMinor: 100_000 - k, ...more });
  });

describe("a flood", () => {
  test("[E12] of 5,000 causes a role gets 10 calls in 10 minutes, the worst, and one digest of all the rest", () => {
    const t = plant();
    t.stands("08:00", ...manyLate(5_000, t.instantOf("+3 22:00")));
    t.at("08:00:30");
    const first = t.log.filter((event) => event.type === "called");
    expect(first).toHaveLength(5_000);
    expect(first.filter(({ call }) => call.outcome === "told")).toHaveLength(10);
    expect(first[0]?.weight.valueAtRiskMinor).toBe(5_999);
    t.told();
    t.at("08:14");
    expect(t.told()).toEqual(["08:10:30 told early of 4990 more in one digest"]);
    t.at("08:30");
    const perRole = new Map<string, number[]>();
    for (const event of t.log) {
      const isOne = event.type === "digest-sent" || (event.type === "called" && event.call.outcome === "told");
      if (!isOne) continue;
      const role = event.type === "called" ? event.call.role : event.role;
      perRole.set(role, [...(perRole.get(role) ?? []), event.at]);
    }
    for (const [role, times] of perRole) {
      for (const from of times) {
        const within = times.filter((at) => at >= from && at < from + 10 * 60_000);
        expect(within.length, `${role} within ten minutes`).toBeLessThanOrEqual(10);
      }
    }
    expect([...perRole.keys()].sort()).toEqual(["planner", "supervisor"]);
  });

  test("[E12] the digest goes to those whose calls were held back, each supervisor of a line and whoever is named", () => {
    const lines = Array.from({ length: 12 }, (_, k) => `LINE-${k + 1}`);
    const supervisors = [
      duty("early", "supervisor", { resources: lines.slice(0, 6) }),
      duty("late", "supervisor", { resources: lines.slice(6) }),
    ];
    const others = usualRoster.duties.filter(({ role }) => role !== "supervisor");
    const t = plant({ roster: { ...usualRoster, duties: [...supervisors, ...others] } });
    t.stands("08:00", ...stops(t, 12, { severity: "high" }));
    t.at("08:11");
    expect(t.told().filter((line) => line.includes("digest"))).toContain("08:10:30 told late of 2 more in one digest");
  });

  test.each([
    ["holds back the digest of a flood", "high", "09:00"],
    ["does not, where a critical one is in it", "critical", null],
  ] as const)("[E12] a quiet hour %s", (_, severity, until) => {
    const quiet = { from: "05:00", to: "09:00" };
    const people = usualRoster.people.map((one) => (one.id === "early" ? { ...one, quiet } : one));
    const t = plant({ roster: { ...usualRoster, people } });
    t.stands("08:00", ...stops(t, 12, { severity, actBy: t.instantOf("+3 22:00") }));
    t.at("08:11");
    const digest = t.log.find((event) => event.type === "digest-sent" && event.of === "flood");
    const notBefore = until === null ? null : t.instantOf(until);
    expect(digest).toMatchObject({ people: [{ person: "early", notBefore }] });
  });

  /** The supervisors of a flood of which the first half of the lines is early's, and the channels of each one's digest. */
  function digestOver(...steps: readonly PolicyStep[]) {
    const lines = Array.from({ length: 14 }, (_, k) => `LINE-${k + 1}`);
    const people = ["early", "late"].map((id) => person(id, { webhook: "pager" }));
    const duties = [
      duty("early", "supervisor", { resources: lines.slice(0, 7) }),
      duty("late", "supervisor", { resources: lines.slice(7) }),
    ];
    const t = plant({ hasWebhooks: true, roster: { ...usualRoster, people, duties } });
    const policy = { site: null, kind: "machine-down", clock: "always", settleSeconds: 30, lapseMinutes: 60 } as const;
    t.putPolicy({ ...policy, severity: "high", steps });
    t.stands("08:00", ...stops(t, 14, { severity: "high" }));
    t.at("08:11");
    const digest = t.log.find((event) => event.type === "digest-sent" && event.of === "flood");
    if (digest?.type !== "digest-sent") throw new Error("no digest");
    return { t, digest, over: digest.people.map(({ person: id, channels }) => [id, channels]) };
  }
  const step = (more: Partial<PolicyStep>): PolicyStep => ({
    ...{ afterMinutes: 0, to: { role: "supervisor" }, channels: ["webhook"] },
    ...more,
  });

  test("[E12] the digest goes by webhook, too, where a call that it stands for was to go by it, and else not", () => {
    expect(digestOver(step({})).over).toEqual([["late", ["in-app", "webhook"]]]);
    expect(digestOver(step({ channels: ["in-app"] })).over).toEqual([["late", ["in-app"]]]);
    const { t, digest } = digestOver(step({}));
    const sent = messagesOf(digest, (id) => t.state.records.get(id)).filter(({ channel }) => channel === "webhook");
    expect(sent).toMatchObject([{ person: "late", reason: "digest", exceptions: { length: 4 } }]);
  });

  test("[E12] one cause with forty lines is one call", () => {
    const t = plant();
    t.stands("06:10", t.down({ valueAtRiskMinor: 40 * 100_000 }));
    t.at("06:11");
    expect(t.told()).toHaveLength(1);
  });
});
