import { HOUR, isoOf } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import type { Situation } from "../escalation/candidate.ts";
import { escalationAfter } from "../escalation/evolve-calls.ts";
import { messagesOf } from "../escalation/messages.ts";
import type { Duty, EscalationState, Person, RosterInForce } from "../escalation/model.ts";
import { emptyEscalation } from "../escalation/policies.ts";
import { dueWeeklies, nextWeeklyAt, weeklyAt } from "./due-weeklies.ts";
import { switchWeekly } from "./switch-weekly.ts";
import type { WeeklyFigures } from "./weekly-figures.ts";
import { weeklyText } from "./weekly-text.ts";

const person = (id: string, more: Partial<Person> = {}): Person => ({
  ...{ id, name: id.toUpperCase(), email: `${id}@plant.example`, webhook: null, quiet: null },
  ...more,
});
const duty = (id: string, role: Duty["role"]): Duty => ({ person: id, role, resources: [], weekly: [], dated: [] });

/** In force since Wednesday 18 March 2026; the clocks go forward on Sunday 29 March. */
const SINCE = Date.UTC(2026, 2, 18, 9);
const roster = (more: Partial<RosterInForce> = {}): RosterInForce => ({
  ...{ site: "A", timeZone: "Europe/Berlin", standIns: [], holidays: [], version: 1, at: SINCE, since: SINCE },
  ...{ by: "ann", reason: "", people: ["lea", "leo", "pia"].map((id) => person(id)) },
  duties: [duty("lea", "leader"), duty("leo", "leader"), duty("pia", "planner")],
  ...more,
});
const stateOf = (one: RosterInForce): EscalationState => ({ ...emptyEscalation, rosters: new Map([["A", [one]]]) });
const situation = (now: number): Situation => ({
  ...{ now, lostLines: () => [] },
  workingTime: () => ({
    ...{ firstOpen: (at) => at, add: (at, work) => at + work, between: (from, to) => to - from },
    closedAround: () => null,
  }),
  reaches: ({ email }) => (email === null ? ["in-app"] : ["in-app", "email"]),
});

describe("[D3] whose Monday it is", () => {
  const MONDAYS = ["2026-03-23T05:00:00.000Z", "2026-03-30T04:00:00.000Z"] as const;

  test("is 06:00 by the roster's clock, before and after the clocks go forward, once a week", () => {
    const state = stateOf(roster());
    expect(isoOf(weeklyAt(state, roster()))).toBe(MONDAYS[0]);
    expect(dueWeeklies(state, situation(Date.parse(MONDAYS[0]) - 1))).toEqual([]);
    const [sent] = dueWeeklies(state, situation(Date.parse(MONDAYS[0])));
    expect(sent).toMatchObject({
      type: "weekly-sent",
      site: "A",
      week: "2026-W12",
      note: "the digest of 2026-W12 to LEA, LEO",
    });
    const after = sent === undefined ? state : escalationAfter(state, sent);
    expect(dueWeeklies(after, situation(Date.parse(MONDAYS[0]) + HOUR))).toEqual([]);
    expect(isoOf(nextWeeklyAt(after, Date.parse(MONDAYS[0])) ?? 0)).toBe(MONDAYS[1]);
  });

  test("a tower that was away sends one, of the week before the present one", () => {
    const late = dueWeeklies(stateOf(roster()), situation(Date.UTC(2026, 3, 15)));
    expect(late).toMatchObject([{ week: "2026-W15" }]);
  });

  test("the company's waits until the week has ended in every time zone, and is 06:00 where that is later", () => {
    const dueIn = (timeZone: string): string => {
      const all = roster({ site: null, timeZone });
      const state = { ...emptyEscalation, rosters: new Map([["*", [all]]]) };
      const first = weeklyAt(state, all);
      const [sent, ...more] = dueWeeklies(state, situation(first));
      expect([sent, more]).toMatchObject([{ type: "weekly-sent", week: "2026-W12" }, []]);
      const after = sent === undefined ? state : escalationAfter(state, sent);
      expect(weeklyAt(after, all) - first).toBeGreaterThan(6 * 24 * HOUR);
      return isoOf(first);
    };
    // In Chicago the week ends at 05:00 UTC, when it is 06:00 in Berlin.
    expect(dueIn("Europe/Berlin")).toBe("2026-03-23T12:00:00.000Z");
    expect(dueIn("Pacific/Kiritimati")).toBe("2026-03-23T12:00:00.000Z");
    expect(dueIn("Pacific/Honolulu")).toBe("2026-03-23T16:00:00.000Z");
  });

  test("goes to leaders who have an address and want it, or to who stands in, and waits for the end of quiet hours", () => {
    const people = [
      person("lea", { quiet: { from: "20:00", to: "07:30" } }),
      person("leo"),
      person("max", { email: null }),
      person("sam"),
    ];
    const duties = [duty("lea", "leader"), duty("leo", "leader"), duty("max", "leader")];
    const standIns = [{ of: "leo", by: "sam", from: "2026-03-20", to: "2026-03-25" }];
    const state = stateOf(roster({ people, duties, standIns }));
    const at = Date.parse(MONDAYS[0]);
    const [sent] = dueWeeklies(state, situation(at));
    const messages = sent === undefined ? [] : messagesOf(sent, () => undefined);
    expect(messages.map(({ key, notBefore }) => [key, isoOf(notBefore)])).toEqual([
      ["weekly/A/2026-W12/lea/email", "2026-03-23T06:30:00.000Z"],
      ["weekly/A/2026-W12/sam/email", MONDAYS[0]],
    ]);
    const off = escalationAfter(state, switchWeekly("sam", false, at - 1));
    expect(dueWeeklies(off, situation(at))).toMatchObject([{ people: [{ person: "lea" }] }]);
    const on = escalationAfter(off, switchWeekly("sam", true, at - 1));
    expect(dueWeeklies(on, situation(at))).toMatchObject([{ people: [{ person: "lea" }, { person: "sam" }] }]);
  });
});

const figures = (more: Partial<WeeklyFigures> = {}): WeeklyFigures => ({
  ...{ place: "Hamburg", week: "2026-W12", definition: { id: "requested", version: 2, level: "LINE" } },
  ...{ value: 0.9, n: 200, isRunning: false, chart: { centre: 0.92, sigmaZ: 1.1, signals: [] } },
  forecast: { value: 0.91, lower: 0.88, upper: 0.94, n: 180, atRisk: "€1,000.00" },
  causes: [{ name: "Machine down", failed: 12, missing: "€600.00" }],
  otherCauses: { failed: 8, missing: "€90.00" },
  saved: { called: 20, came: 9, count: 4, named: [{ line: "SO/1", cause: "Machine down", by: "ines" }] },
  halfLives: [{ plant: "Hamburg", n: 90, hours: 63.25, watchedHours: 180 }],
  ...more,
});

describe("[D1] a digest", () => {
  test("is one line where nothing is a signal, in text and in HTML", () => {
    const { isSignal, title, text, html } = weeklyText(figures());
    expect(isSignal).toBe(false);
    expect(title).toBe("OTIF of 2026-W12, Hamburg: 90.0 % of 200 lines, no signal");
    expect(text).toBe(
      'OTIF of 2026-W12 is 90.0 % of 200 lines, by the definition "requested", version 2. Nothing is a signal: it is within normal variation.',
    );
    expect(html.match(/<p>/g)).toHaveLength(1);
  });

  test.each([
    [{ value: null, n: 0 }, "No order line had its date in 2026-W12"],
    [{ chart: { centre: 0.9, sigmaZ: null, signals: [] } }, "there are too few weeks to tell"],
    [{ value: 1, chart: { centre: 1, sigmaZ: null, signals: [] } }, "none has failed"],
    [{ value: 0.5, n: 10 }, "OTIF of 2026-W12 is 5 of 10 lines"],
  ])("says why nothing is a signal: %j", (more, said) => {
    expect(weeklyText(figures(more)).text).toContain(said);
  });

  test("of a week that goes on somewhere does not say that it is within normal variation", () => {
    const { title, text } = weeklyText(figures({ isRunning: true }));
    expect(title).toBe("OTIF of 2026-W12, Hamburg: 90.0 % of 200 lines, the week has not ended everywhere");
    expect(text).toContain("so far: the week has not ended everywhere, and until then nothing of it is a signal.");
    const low = { value: 0.5, lower: 0.4, upper: 0.6, n: 180, atRisk: "€0.00" };
    const forecast = weeklyText(figures({ isRunning: true, forecast: low }));
    expect(forecast.text).toContain("The week has not ended everywhere: whether it is a signal is known then.");
    expect(title + text + forecast.text).not.toMatch(/normal variation|no signal/);
  });

  test("with a signal says it first, then all that belongs to it, each with its n", () => {
    const signals = ["2026-W12 is below the lower limit."];
    const { isSignal, text } = weeklyText(figures({ chart: { centre: 0.92, sigmaZ: 1.1, signals } }));
    expect(isSignal).toBe(true);
    expect(text.split("\n")).toEqual([
      "What is a signal",
      "- 2026-W12 is below the lower limit.",
      "",
      "OTIF of 2026-W12",
      '- 90.0 % of 200 lines, by the definition "requested", version 2.',
      "- The week is a signal: look for what was different.",
      "",
      "This week",
      "- 91.0 % of 180 lines expected; 88.0 % to 94.0 % in eight of ten such weeks; €1,000.00 at risk.",
      "",
      "Why, by money",
      "- Machine down: €600.00, 12 lines",
      "- all others: €90.00, 8 lines",
      "",
      "Lines saved",
      "- 4 of 20 promises that were called late; 9 came in time. Saved is where somebody acted on the cause.",
      "- SO/1: Machine down, ines",
      "",
      "How long plans live",
      "- Hamburg: half-life 63.3 h, of 90 orders.",
    ]);
  });

  test("[D2] a forecast is a signal only where all of its interval is outside of the limits", () => {
    const of = (lower: number, upper: number) =>
      weeklyText(figures({ forecast: { value: (lower + upper) / 2, lower, upper, n: 180, atRisk: "€0.00" } }));
    // 0.92 ± 3 · 1.1 · √(0.92 · 0.08 / 180) is 0.853 to 0.987.
    expect(of(0.84, 0.86).isSignal).toBe(false);
    expect(of(0.8, 0.85).text).toContain("forecast to be 80.0 % to 85.0 %, below the lower limit of 85.3 %");
    expect(of(0.99, 1).text).toContain("above the upper limit of 98.7 %");
    expect(of(0.8, 0.85).text).toContain("The week itself is noise");
  });

  test("cannot be made to carry markup or formulas by what things are called", () => {
    const causes = [{ name: '=HYPERLINK("x")<b>&', failed: 1, missing: "€1.00" }];
    const { html, csv } = weeklyText(figures({ causes, chart: { centre: 0.9, sigmaZ: 1, signals: ["low"] } }));
    expect(html).toContain("=HYPERLINK(&quot;x&quot;)&lt;b&gt;&amp;: €1.00, 1 line");
    expect(html).not.toContain("<b>");
    expect(csv).toContain(`missing by cause,"'=HYPERLINK(""x"")<b>&",€1.00,1\r\n`);
    expect(csv.startsWith("\ufefffigure,of,value,n\r\nOTIF in %,Hamburg 2026-W12,90,200\r\n")).toBe(true);
  });
});
