import { present } from "@lockstep/domain/assert";
import { HOUR } from "@lockstep/domain/instant";
import { aroundTheClock, workingTimeOf } from "@lockstep/domain/working-time";
import { describe, expect, test } from "vitest";
import type { Actor, StandingCause } from "../model.ts";
import { duty, person, usualRoster } from "../testing/calls-timeline.ts";
import { acknowledge, assign, comment, flagFalse, resolve } from "../testing/timeline.ts";
import { planOf } from "./escalate.ts";
import { messagesOf } from "./messages.ts";
import { plant } from "./testing/plant.ts";

const early: Actor = { name: "early", roles: ["supervisor"], sites: ["A"] };
const pia: Actor = { name: "pia", roles: ["planner"], sites: null };

describe("the steps of a policy", () => {
  test("[E1] nobody is called before a cause has stood for 30 s, and then the supervisor of the line", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.at("06:10:29");
    expect(t.told()).toEqual([]);
    t.at("06:10:30");
    expect(t.told()).toEqual(["06:10:30 told early (supervisor, LINE-1) in the app"]);
  });

  test("[E1] a cause that is gone by then has called nobody", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.stands("06:10:20");
    t.at("06:20");
    expect(t.told()).toEqual([]);
  });

  test.each([
    ["06:10:20", "06:10:25", "06:10:55"],
    ["06:10:20", "06:10:45", "06:11:15"],
    ["06:12", "06:14:50", "06:15:20"],
  ])("[E1] one that is gone at %s and back at %s has stood for 30 s at %s", (gone, back, called) => {
    const t = plant();
    t.stands("06:10", t.down());
    t.stands(gone);
    t.told();
    t.stands(back, t.down());
    t.at(`${called.slice(0, -2)}${String(Number(called.slice(-2)) - 1).padStart(2, "0")}`);
    expect(t.told()).toEqual([]);
    t.at(called);
    expect(t.told()[0]).toMatch(new RegExp(`^${called} told`));
  });

  test("[E2] unanswered, a critical one climbs: supervisor, planner after 5 min, plant manager 15, leader 30", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.at("07:00");
    expect(t.told()).toEqual([
      "06:10:30 told early (supervisor, LINE-1) in the app",
      "06:15 told pia (planner, LINE-1) in the app",
      "06:25 told mona (plant-manager, LINE-1) in the app",
      "06:40 told lea (leader, LINE-1) in the app",
    ]);
    expect(t.timers.size, "only the digests of the next day and the next week are to come").toBe(2);
  });

  test("[E3] the morning of a stop: told, not answered, acknowledged with an estimate, asked, escalated again", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.does("06:17", early, { ...acknowledge, note: "belt", estimate: t.instantOf("07:00") });
    expect(t.told()).toEqual([
      "06:10:30 told early (supervisor, LINE-1) in the app",
      "06:15 told pia (planner, LINE-1) in the app",
    ]);
    t.at("07:04");
    expect(t.told(), "the estimate is believed until it has passed").toEqual([]);
    t.at("07:30");
    expect(t.told()).toEqual([
      "07:05 asked early in the app: the estimate has passed and the cause stands",
      "07:15 no answer from early: called for again",
      "07:15 told early (supervisor, LINE-1) in the app",
      "07:20 told pia (planner, LINE-1) in the app",
      "07:30 told mona (plant-manager, LINE-1) in the app",
    ]);
    expect(t.recordOf("LINE-1")?.state, "what the person said stands").toBe("acknowledged");
  });

  test("[E3] what settled on an estimate that did not hold asks its giver first, and then climbs anew", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.does("06:17", early, { ...acknowledge, estimate: t.instantOf("07:00") });
    t.stands("06:20");
    t.stands("07:01", t.down());
    t.told();
    t.at("07:16");
    expect(t.told()).toEqual([
      "07:05 asked early in the app: the estimate has passed and the cause stands",
      "07:15 told early (supervisor, LINE-1) in the app",
    ]);
    t.does("07:17", early, acknowledge);
    t.at("07:25");
    expect(t.told(), "an answer ends it").toEqual([]);
  });

  test("[E3] a new estimate is an answer", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.does("06:17", early, { ...acknowledge, estimate: t.instantOf("07:00") });
    t.at("07:06");
    t.told();
    t.does("07:08", early, { ...acknowledge, estimate: t.instantOf("07:40") });
    t.at("07:44");
    expect(t.told()).toEqual([]);
    t.at("07:46");
    expect(t.told()).toEqual(["07:45 asked early in the app: the estimate has passed and the cause stands"]);
  });

  test("[E3] seen again before the estimate has passed, it is called for at once: nothing says yet that it did not hold", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.does("06:12", early, { ...acknowledge, estimate: t.instantOf("10:30") });
    t.stands("06:20");
    t.at("06:31");
    t.told();
    t.stands("06:50", t.down({ actBy: t.instantOf("10:00") }));
    t.at("06:56");
    expect(t.told()).toEqual([
      "06:50:30 told early (supervisor, LINE-1) in the app",
      "06:55 told pia (planner, LINE-1) in the app",
    ]);
  });

  test("[E4] what others gave to somebody who says nothing lapses as well; a word of theirs is an answer", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.does("06:12", early, { ...assign, to: "pia" });
    t.at("06:26");
    t.told();
    t.at("06:27");
    expect(t.told()).toEqual([
      "06:27 no answer from pia: called for again",
      "06:27 told early (supervisor, LINE-1) in the app",
    ]);
    t.does("06:28", pia, comment);
    t.at("07:30");
    expect(t.told()).toEqual([]);
  });

  test("[E4] an estimate that nothing is projected by is no reason to wait", () => {
    const t = plant();
    const order = { subjectType: "production-order", subject: "WO-1", key: "plan-gap|production-order|WO-1" };
    t.stands("06:10", t.down({ ...order, kind: "plan-gap" }));
    t.does("06:12", early, { ...acknowledge, estimate: t.instantOf("09:00") }, "WO-1");
    t.at("06:26");
    t.told();
    t.at("06:28");
    expect(t.told()).toEqual([
      "06:27 no answer from early: called for again",
      "06:27 told early (supervisor, LINE-1) in the app",
    ]);
  });

  test("[E4] said without a connection, it lapses 15 min after it has arrived: nobody could have answered it before", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.at("06:26");
    t.told();
    t.does("06:26", early, { ...acknowledge, at: t.instantOf("06:11") });
    t.at("06:40");
    expect(t.told()).toEqual([]);
    t.at("06:41");
    expect(t.told()[0]).toBe("06:41 no answer from early: called for again");
  });

  test("[E4] an acknowledgement without progress lapses after 15 min; assigning it is progress", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.does("06:12", early, acknowledge);
    t.does("06:20", early, comment);
    t.at("06:34");
    t.told();
    t.at("06:35");
    expect(t.told()).toEqual([
      "06:35 no answer from early: called for again",
      "06:35 told early (supervisor, LINE-1) in the app",
    ]);
    t.does("06:36", early, assign);
    t.at("12:00");
    expect(t.told()).toEqual([]);
  });

  test("[E2] no step falls later than half of the time that was left to act by", () => {
    const t = plant();
    t.stands("06:10", t.down({ actBy: t.instantOf("06:20") }));
    t.at("07:00");
    expect(t.told().map((line) => line.slice(0, 20))).toEqual([
      "06:10:30 told early ",
      "06:15 told pia (plan",
      "06:15 told mona (pla",
      "06:15 told lea (lead",
    ]);
  });

  test("[E2] other than for critical ones the clock is the plant's working time", () => {
    const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, start: "06:00", end: "14:00" }));
    const workingTime = workingTimeOf({ id: "C", timeZone: "Europe/Berlin", weekly, exceptions: [] });
    const t = plant({ date: "2026-03-06", workingTime });
    // Friday 13:50: ten minutes are left of the plant's week.
    t.stands("13:50", t.down({ severity: "high", actBy: t.instantOf("+9 22:00") }));
    t.at("+4 00:00");
    const calls = t.told().filter((line) => !line.includes("digest"));
    expect(calls).toEqual([
      "13:50:30 told early (supervisor, LINE-1) in the app",
      "06:05 told pia (planner, LINE-1) in the app",
      "06:50 told mona (plant-manager, LINE-1) in the app",
    ]);
  });
});

describe("what becomes graver", () => {
  const names = (lines: readonly string[]): readonly string[] =>
    lines.filter((line) => !line.includes("digest")).map((line) => line.replace(/ \(.*?\) in the app/, ""));

  test("[E2a] a medium one that becomes high and then critical calls by the steps of each, the supervisor first", () => {
    const t = plant();
    t.stands("06:10", t.down({ severity: "medium" }));
    t.stands("08:00", t.down({ severity: "high" }));
    t.stands("12:00", t.down({ severity: "critical" }));
    t.at("12:40");
    expect(names(t.told())).toEqual([
      "06:10:30 told pia",
      "08:00 told early",
      "08:00 told pia in the app: was medium, is high",
      "08:15 told pia",
      "09:00 told mona",
      "12:00 told early",
      "12:00 told pia in the app; mona in the app: was high, is critical",
      "12:05 told pia",
      "12:15 told mona",
      "12:30 told lea",
    ]);
    expect(t.recordOf("LINE-1")?.timeline.filter(({ action }) => action === "became-graver")).toMatchObject([
      { at: t.instantOf("08:00"), note: "was medium, is high: its steps begin" },
      { at: t.instantOf("12:00"), note: "was high, is critical: its steps begin" },
    ]);
  });

  test("[E2a] what was low and calls nobody begins when it becomes critical, not all steps at once", () => {
    const t = plant();
    t.stands("06:10", t.down({ severity: "low" }));
    t.stands("10:00", t.down({ severity: "critical", actBy: t.instantOf("13:00") }));
    t.restart();
    t.at("10:31");
    expect(names(t.told())).toEqual(["10:00 told early", "10:05 told pia", "10:15 told mona", "10:30 told lea"]);
  });

  test("[E2a] less grave, whom nobody has called is called by those steps; as grave as before, nobody again", () => {
    const t = plant();
    t.stands("06:10", t.down({ severity: "high" }));
    t.stands("06:12", t.down({ severity: "medium" }));
    t.stands("06:14", t.down({ severity: "high" }));
    t.at("06:30");
    expect(names(t.told())).toEqual([
      "06:10:30 told early",
      "06:12 told pia",
      "06:12 told early in the app: was high, is medium",
      "06:14 told early in the app; pia in the app: was medium, is high",
    ]);
  });

  test("[E2a] what somebody has is not called for, and they are told that it is graver", () => {
    const t = plant();
    t.stands("06:10", t.down({ severity: "high" }));
    t.does("06:12", early, acknowledge);
    t.told();
    t.stands("06:20", t.down({ severity: "critical" }));
    t.at("06:26");
    expect(names(t.told())).toEqual(["06:20 told early in the app: was high, is critical"]);
  });

  test("[E3] an estimate behind act-by is waited for by nobody; one before it is", () => {
    const t = plant();
    t.stands("08:00", t.down({ actBy: t.instantOf("11:30") }));
    t.does("08:02", early, { ...acknowledge, estimate: t.instantOf("+7 00:00") });
    t.told();
    t.at("08:23");
    expect(t.told().slice(0, 3)).toEqual([
      "08:17 no answer from early: called for again",
      "08:17 told early (supervisor, LINE-1) in the app",
      "08:22 told pia (planner, LINE-1) in the app",
    ]);
    t.does("08:24", early, { ...acknowledge, estimate: t.instantOf("11:30") });
    t.at("11:29");
    expect(t.told()).toEqual([]);
  });

  test("[E9] when all is lost the planner is told to warn the customer, and nobody that it is less grave now", () => {
    let lost: readonly string[] = [];
    const t = plant({ lostLines: () => lost });
    t.stands("06:10", t.down({ actBy: t.instantOf("09:00") }));
    t.at("08:59");
    t.told();
    lost = ["SO-1/1"];
    t.stands("09:00", t.down({ actBy: null, severity: "medium" }));
    t.at("12:00");
    expect(t.told()).toEqual(["09:00 told pia (planner, LINE-1) in the app: 1 order line is lost, warn the customer"]);
  });

  test("[E9] under another cause it is not told again, as long as it has not been well in between", () => {
    const t = plant({ lostLines: (key) => (key.includes("SO-9") ? [] : ["SO-1/1"]) });
    const late = (kind: string): StandingCause => ({
      ...t.down({ severity: "medium", actBy: null }),
      ...{
        key: `${kind}|production-order|WO-1`,
        kind,
        subjectType: "production-order",
        subject: "WO-1",
        resource: null,
      },
    });
    t.stands("06:10", late("plan-gap"));
    t.stands("06:20", late("closed-short"));
    t.stands("06:40", late("closed-short"));
    expect(t.told()).toEqual(["06:10:30 told pia (planner) in the app: 1 order line is lost, warn the customer"]);
    // Over, and more than an hour later lost anew.
    t.stands("07:00");
    t.stands("09:00", late("supplier-late"));
    t.at("09:01");
    expect(t.told()).toEqual(["09:00:30 told pia (planner) in the app: 1 order line is lost, warn the customer"]);
  });

  test("[E9] one planner of several plants is told of the lines of each, in messages of their own", () => {
    const t = plant({ lostLines: () => ["SO-1/1", "SO-2/1"], siteOfLine: (line) => (line === "SO-2/1" ? "B" : "A") });
    t.stands("06:10", t.down({ severity: "medium", actBy: null, sites: ["A", "B"] }));
    t.at("06:11");
    const told = t.log.filter((event) => event.type === "called");
    const keys = told.flatMap((event) => messagesOf(event, (id) => t.state.records.get(id))).map(({ key }) => key);
    expect([told.length, new Set(keys).size]).toEqual([2, 2]);
  });

  test("[E9] what reached nobody is told under another cause", () => {
    const t = plant({ lostLines: () => ["SO-1/1"], roster: { ...usualRoster, duties: [duty("early", "supervisor")] } });
    t.stands("06:10", t.down({ severity: "medium", actBy: null }));
    t.at("06:12");
    expect(t.told().join()).toContain("nobody to call");
    t.putRoster(usualRoster);
    const queue = { severity: "medium", actBy: null, key: "overload|resource|LINE-1", kind: "overload" } as const;
    t.stands("06:20", t.down(queue));
    t.at("06:21");
    expect(t.told().at(-1)).toBe(
      "06:20:30 told pia (planner, LINE-1) in the app: 1 order line is lost, warn the customer",
    );
  });

  test("[E9] what a stop mutes tells of its lost lines all the same: the stop knows nothing of them", () => {
    const t = plant({ lostLines: (key) => (key.startsWith("overload") ? ["SO-3/1"] : []) });
    const queue = { ...t.down({ severity: "high" }), key: "overload|resource|LINE-1", kind: "overload" };
    t.stands("06:10", t.down(), queue);
    t.at("06:11");
    expect([...t.told()].sort()).toEqual([
      "06:10:30 told early (supervisor, LINE-1) in the app",
      "06:10:30 told pia (planner, LINE-1) in the app: 1 order line is lost, warn the customer",
    ]);
  });
});

describe("who is there", () => {
  test("[E5] for what stands on no resource those at any of them are there, where nobody is for the whole site", () => {
    const duties = usualRoster.duties.map((one) =>
      one.role === "supervisor" ? { ...one, resources: ["LINE-1"] } : one,
    );
    const t = plant({ roster: { ...usualRoster, duties } });
    const late = { kind: "supplier-late", subjectType: "purchase-order-line", subject: "PO-1/1" };
    t.stands("06:10", t.down({ ...late, key: "supplier-late|purchase-order-line|PO-1/1", resource: null }));
    t.at("06:11");
    expect(t.told()).toEqual(["06:10:30 told early (supervisor) in the app"]);
  });

  test("[E5] of several plants those are called first who are where the cause is", () => {
    const t = plant({ sitesOfCause: () => ["B"] });
    t.putRoster({ ...usualRoster, site: "B", people: [person("bea")], duties: [duty("bea", "supervisor")] });
    t.stands("06:10", t.down({ sites: ["A", "B"] }));
    t.at("06:16");
    expect(t.told()).toEqual([
      "06:10:30 told bea (supervisor, LINE-1) in the app",
      "06:15 told pia (planner, LINE-1) in the app",
    ]);
  });

  test("[E9] the planner of the plant that a line leaves from is told that it is lost, not the one where its cause is", () => {
    const t = plant({ lostLines: () => ["SO-1/1", "SO-2/1"], siteOfLine: (line) => (line === "SO-2/1" ? "B" : "A") });
    t.putRoster({ ...usualRoster, site: "B", people: [person("bob")], duties: [duty("bob", "planner")] });
    t.stands("06:10", t.down({ severity: "medium", actBy: null, sites: ["A", "B"] }));
    t.at("06:11");
    expect([...t.told()].sort()).toEqual([
      "06:10:30 told bob (planner, LINE-1) in the app: 1 order line is lost, warn the customer",
      "06:10:30 told pia (planner, LINE-1) in the app: 1 order line is lost, warn the customer",
    ]);
  });

  test("[E5] off shift a step goes to whoever starts the next one", () => {
    const t = plant();
    t.stands("02:00", t.down({ severity: "high" }));
    t.at("07:00");
    expect(t.told().filter((line) => line.includes("supervisor"))).toEqual([
      "06:00 told early (supervisor, LINE-1) in the app",
    ]);
  });

  test("[E5] unless act-by falls before that: then they are called off shift", () => {
    const t = plant();
    t.stands("02:00", t.down({ actBy: t.instantOf("04:00") }));
    t.at("02:01");
    expect(t.told()).toEqual(["02:00:30 told early (supervisor, LINE-1) in the app"]);
  });

  test("[E5] at a change of shift the next step goes to whoever is there by then", () => {
    const roster = { ...usualRoster, duties: usualRoster.duties.filter(({ role }) => role === "supervisor") };
    const t = plant({ roster });
    t.putPolicy({
      ...{ site: "A", kind: null, severity: "critical", clock: "always", settleSeconds: 0, lapseMinutes: 15 },
      steps: [0, 10].map((afterMinutes) => ({ afterMinutes, to: { role: "supervisor" }, channels: ["in-app"] })),
    });
    t.stands("13:55", t.down());
    t.at("15:00");
    expect(t.told()).toEqual([
      "13:55 told early (supervisor, LINE-1) in the app",
      "14:05 told late (supervisor, LINE-1) in the app",
    ]);
  });

  test("[E5] when the clocks go forward the night is an hour shorter, and the shift begins by the wall clock", () => {
    const t = plant({ date: "2026-03-28" });
    t.stands("23:50", t.down({ severity: "high", actBy: t.instantOf("+2 22:00") }));
    t.at("+1 06:00");
    expect(t.told().find((line) => line.includes("supervisor"))).toBe(
      "06:00 told early (supervisor, LINE-1) in the app",
    );
    expect(t.instantOf("+1 06:00") - t.instantOf("23:50")).toBe(5 * HOUR + 10 * 60_000);
  });

  test("[E5] when the clocks go back a critical one still climbs by real minutes", () => {
    const t = plant({ date: "2026-10-25" });
    t.stands("01:50", t.down({ actBy: t.instantOf("22:00") }));
    t.at("04:00");
    const planner = t.log.find((event) => event.type === "called" && event.call.role === "plant-manager");
    expect(planner?.at).toBe(t.instantOf("01:50") + 15 * 60_000);
  });

  test("[E5] whoever is named for the resource comes before who is there for the whole site", () => {
    const duties = [...usualRoster.duties, duty("late", "supervisor", { resources: ["LINE-1"] })];
    const t = plant({ roster: { ...usualRoster, duties } });
    t.stands("06:10", t.down());
    t.at("06:11");
    expect(t.told()).toEqual(["06:10:30 told late (supervisor, LINE-1) in the app"]);
  });

  test("[E5] a stand-in is told in the place of who is away, and a holiday is no shift", () => {
    const standIns = [{ of: "early", by: "late", from: "2026-03-02", to: "2026-03-03" }];
    const t = plant({ roster: { ...usualRoster, standIns, holidays: ["2026-03-03"] } });
    t.stands("06:10", t.down());
    t.at("06:11");
    expect(t.told()).toEqual(["06:10:30 told late (supervisor, LINE-1) in the app"]);
    t.stands("12:00");
    t.stands("+1 06:10", t.down({ severity: "high", actBy: t.instantOf("+6 22:00") }));
    t.at("+2 06:00");
    expect(t.told().filter((line) => line.includes("supervisor"))).toEqual([
      "06:00 told early (supervisor, LINE-1) in the app",
    ]);
  });

  test("[E6] a role that no roster names is said to be out of reach, once, and the next step goes on", () => {
    const duties = usualRoster.duties.filter(({ role }) => role !== "planner");
    const t = plant({ roster: { ...usualRoster, duties } });
    t.stands("06:10", t.down());
    t.at("06:25");
    expect(t.told()).toEqual([
      "06:10:30 told early (supervisor, LINE-1) in the app",
      "06:15 nobody to call: no roster in force names a planner for LINE-1 at A",
      "06:25 told mona (plant-manager, LINE-1) in the app",
    ]);
  });

  test("[E6] who has none of a step's channels is out of reach, and is not said to be told", () => {
    const mail = { email: "mona@example.com" };
    const people = usualRoster.people.map((one) => (one.id === "mona" ? { ...one, ...mail } : one));
    const t = plant({ roster: { ...usualRoster, people } });
    const step = (role: "planner" | "plant-manager") =>
      ({ afterMinutes: 1, to: { role }, channels: ["email"] }) as const;
    t.putPolicy({
      ...{ site: "A", kind: null, severity: "critical", clock: "always", settleSeconds: 0, lapseMinutes: 15 },
      steps: [step("planner"), step("plant-manager")],
    });
    t.stands("06:10", t.down());
    t.at("06:20");
    expect(t.told()).toEqual([
      "06:11 nobody to call: pia cannot be reached by email",
      "06:11 told mona (plant-manager, LINE-1) by e-mail",
    ]);
  });

  test("[E6] a site without a roster calls nobody, and writes nothing", () => {
    const t = plant();
    t.stands("06:10", t.down({ sites: ["B"] }));
    t.at("09:00");
    expect(t.told()).toEqual([]);
    expect(t.log.filter(({ type }) => type === "called")).toEqual([]);
  });

  test("[E6] what stood before the first roster counts from then", () => {
    const t = plant({ roster: { ...usualRoster, site: "B" } });
    t.stands("06:10", t.down());
    t.at("08:00");
    t.putRoster(usualRoster);
    t.at("08:04");
    t.at("08:05");
    expect(t.told().slice(-2)).toEqual([
      "08:00:30 told early (supervisor, LINE-1) in the app",
      "08:05 told pia (planner, LINE-1) in the app",
    ]);
  });

  test("[E7] quiet hours hold back all but the app, and never for a critical one", () => {
    const quiet = { from: "05:00", to: "08:00" };
    const people = usualRoster.people.map((one) =>
      one.id === "early" ? person("early", { email: "early@example.com", quiet }) : one,
    );
    const channelsOf = (severity: StandingCause["severity"]) => {
      const t = plant({ roster: { ...usualRoster, people } });
      t.stands("06:10", t.down({ severity }));
      t.at("06:11");
      const call = t.log.find((event) => event.type === "called");
      const told = call?.type === "called" ? call.call.people[0] : undefined;
      return { channels: told?.channels, until: told?.notBefore, eight: t.instantOf("08:00") };
    };
    expect(channelsOf("critical")).toMatchObject({ channels: ["in-app", "email"], until: null });
    const high = channelsOf("high");
    expect(high).toMatchObject({ channels: ["in-app", "email"], until: high.eight });
  });
});

describe("quiet hours and the time that is left to act", () => {
  const quiet = { from: "05:00", to: "12:00" };
  const roster = { ...usualRoster, people: usualRoster.people.map((one) => ({ ...one, quiet })) };

  test.each([
    ["high", "07:10:30", "06:40:30"],
    ["high", "22:00", "12:00"],
    ["medium", "07:10:30", "12:00"],
  ] as const)("[E7] a %s one to be acted on by %s is held back until %s", (severity, actBy, until) => {
    const t = plant({ roster });
    t.stands("06:10", t.down({ severity, actBy: t.instantOf(actBy) }));
    t.at("06:11");
    const call = present(t.log.find((event) => event.type === "called")?.call, () => "nobody was called");
    expect(call.people[0]?.notBefore).toBe(t.instantOf(until));
  });

  test("[E7] what is lost has no time left, and is held back to their end", () => {
    const t = plant({ roster, lostLines: () => ["SO-1/10"] });
    t.stands("06:10", t.down({ severity: "high", actBy: null }));
    t.at("06:11");
    const call = present(t.log.find((event) => event.type === "called")?.call, () => "nobody was called");
    expect([call.reason, call.people[0]?.notBefore]).toEqual(["lost", t.instantOf("12:00")]);
  });

  test.each([
    ["high", "10:10:30", "09:10:30"],
    ["medium", "10:10:30", "12:00"],
  ] as const)(
    "[E7] the digest of a flood of %s ones, to be acted on by %s, is held back until %s",
    (severity, actBy, until) => {
      const t = plant({ roster });
      const many = Array.from({ length: 12 }, (_, k) => {
        const subject = `LINE-${k + 1}`;
        const at = { severity, actBy: t.instantOf(actBy) };
        return t.down({ key: `machine-down|resource|${subject}`, subject, resource: subject, ...at });
      });
      t.stands("08:00", ...many);
      t.at("08:11");
      const digest = t.log.find((event) => event.type === "digest-sent" && event.of === "flood");
      expect(digest).toMatchObject({ at: t.instantOf("08:10:30"), people: [{ notBefore: t.instantOf(until) }] });
    },
  );
});

describe("what calls nobody", () => {
  test.each([
    ["an uncertain cause", { kind: "uncertain" }],
    ["a low one", { severity: "low" }],
  ] as const)("[E8] %s stands in the digest of the morning alone", (_, more) => {
    const t = plant();
    t.stands("07:00", t.down({ ...more, key: "k", actBy: t.instantOf("+9 22:00") }));
    t.at("+1 06:00");
    expect(t.told()).toEqual(["06:00 the day's digest of 1 to pia"]);
  });

  test("[E8] what a stop mutes is not told beside it, and is told when the stop is a false flag", () => {
    const t = plant();
    const slow = t.down({ key: "slow-running|resource|LINE-1", kind: "slow-running", severity: "high" });
    t.stands("06:10", t.down(), { ...slow, subject: "LINE-1" });
    t.at("06:14");
    expect(t.told()).toEqual(["06:10:30 told early (supervisor, LINE-1) in the app"]);
    const recordOf = (name: string) => [...t.state.records.values()].find(({ kind }) => kind === name);
    const [stop, muted] = [recordOf("machine-down"), recordOf("slow-running")];
    const around = { now: t.instantOf("06:14"), workingTime: () => aroundTheClock, lostLines: () => [] };
    const plan = muted ? planOf(t.state, muted, { ...around, reaches: () => ["in-app"] }) : [];
    const why = plan.map(({ looked }) => ("stoppedBy" in looked ? looked.because : null));
    expect(new Set(why), "said without the stop's id, which may be of a plant that one does not see").toEqual(
      new Set(["muted: its machine is down"]),
    );
    t.does("06:14", pia, flagFalse, stop?.id);
    t.at("06:15");
    expect(t.told()).toEqual(["06:14 told early (supervisor, LINE-1) in the app"]);
  });

  test.each([
    ["a false flag", flagFalse],
    ["a resolved one", resolve],
    ["an acknowledged one", acknowledge],
  ] as const)("[E8] %s calls nobody any more", (_, asked) => {
    const t = plant();
    t.stands("06:10", t.down());
    t.does("06:12", pia, asked);
    t.told();
    t.at("06:26");
    expect(t.told()).toEqual([]);
  });

  test("[E9] lost lines are told once, to the planner; more of them, those alone", () => {
    let lost: readonly string[] = ["SO-1/1", "SO-2/1"];
    const t = plant({ lostLines: () => lost });
    const gone = t.down({ severity: "medium", actBy: null });
    t.stands("06:10", gone);
    t.at("12:00");
    expect(t.told()).toEqual([
      "06:10:30 told pia (planner, LINE-1) in the app: 2 order lines are lost, warn the customer",
    ]);
    lost = [...lost, "SO-3/1"];
    t.stands("12:00", { ...gone });
    t.at("18:00");
    expect(t.told()).toEqual(["12:00 told pia (planner, LINE-1) in the app: 1 order line is lost, warn the customer"]);
  });
});

describe("a restart", () => {
  test("[E13] at every second that matters, nothing is told twice and nothing is lost", () => {
    const run = (restarts: boolean): readonly string[] => {
      const t = plant();
      const points = ["06:10:10", "06:10:30", "06:12", "06:15", "06:18", "07:05", "07:10", "07:15", "07:20", "07:40"];
      t.stands("06:10", t.down());
      for (const wall of points) {
        if (wall === "06:18") t.does("06:17", early, { ...acknowledge, estimate: t.instantOf("07:00") });
        if (restarts) t.restart();
        t.at(wall);
        if (restarts) t.restart();
      }
      return t.told();
    };
    expect(run(true)).toEqual(run(false));
    expect(run(false)).toHaveLength(7);
  });
});
