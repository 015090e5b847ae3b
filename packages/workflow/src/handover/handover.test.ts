import { MINUTE } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import { emptyEscalation } from "../escalation/policies.ts";
import { plant } from "../escalation/testing/plant.ts";
import { type Actor, SYSTEM } from "../model.ts";
import { daily, duty, manyLate, person, usualRoster } from "../testing/calls-timeline.ts";
import { acknowledge, assign, codeOf, resolve } from "../testing/timeline.ts";
import { SHEETS_KEPT, waitingOf } from "./evolve-handovers.ts";
import type { Handover } from "./model.ts";
import { beginsAt, cameAfter } from "./sheet.ts";
import { changeAt, isRecent, shiftsAt } from "./shifts.ts";

const early: Actor = { name: "early", roles: ["supervisor"], sites: ["A"] };
const late: Actor = { name: "late", roles: ["supervisor"], sites: ["A"] };
const pia: Actor = { name: "pia", roles: ["planner"], sites: null };
const elsewhere: Actor = { name: "eve", roles: ["supervisor"], sites: ["B"] };
const leader: Actor = { name: "lea", roles: ["leader"], sites: null };

const weigh = ({ subject: title }: { readonly subject: string }) => ({
  title,
  valueAtRiskMinor: 0,
  actBy: null,
  lines: 0,
});
const only = (t: ReturnType<typeof plant>): Handover => {
  const [one, ...others] = t.state.handovers.values();
  if (one === undefined || others.length > 0) throw new Error(`${t.state.handovers.size} handovers`);
  return one;
};

describe("which shift is handed over", () => {
  const looking = (wall: string, handed: readonly string[] = [], t = plant()) => {
    const now = t.instantOf(wall);
    const shifts = shiftsAt(t.state.escalation, { site: "A", resource: null, now, timeZone: "UTC" });
    return changeAt(shifts, now, (from) => handed.some((one) => t.instantOf(one) === from));
  };

  test("[H1] it is the one that began last, and the next is who comes after it", () => {
    const t = plant();
    expect(looking("13:50", [], t)).toEqual({
      shift: { from: t.instantOf("06:00"), to: t.instantOf("14:00"), people: ["early"] },
      next: { from: t.instantOf("14:00"), to: t.instantOf("22:00"), people: ["late"] },
      nextUntil: t.instantOf("+1 06:00"),
    });
  });

  test("[H1] for two hours after the next has begun it is the one before, unless that was handed over", () => {
    const t = plant();
    expect(looking("14:20", [], t)?.shift.from).toBe(t.instantOf("06:00"));
    expect(looking("14:20", ["06:00"], t)?.shift.from).toBe(t.instantOf("14:00"));
    expect(looking("16:00", [], t)?.shift.from).toBe(t.instantOf("14:00"));
  });

  test("[H1] one that ends after the next has begun is handed over when it ends, and for two hours after that", () => {
    const t = plant();
    const duties = [
      duty("early", "supervisor", { weekly: daily("06:00", "18:00") }),
      duty("late", "supervisor", { weekly: daily("14:00", "22:00") }),
    ];
    t.putRoster({ ...usualRoster, duties });
    expect(looking("17:50", [], t)?.shift.from).toBe(t.instantOf("06:00"));
    expect(looking("19:59", [], t)?.shift.from).toBe(t.instantOf("06:00"));
    expect(looking("20:00", [], t)?.shift.from).toBe(t.instantOf("14:00"));
  });

  test("[H1] one that may not be handed over any more is not the one to hand over", () => {
    const t = plant();
    const weekly = [
      { day: 5, start: "06:00", end: "14:00" },
      { day: 7, start: "22:00", end: "06:00" },
    ];
    t.putRoster({ ...usualRoster, duties: [duty("early", "supervisor", { weekly })] });
    const friday = { from: t.instantOf("+4 06:00") };
    expect(looking("+6 22:30", [], t)?.shift.from, "after a weekend").toBe(t.instantOf("+6 22:00"));
    expect(isRecent(friday, t.instantOf("+5 06:00"))).toBe(true);
    expect(isRecent(friday, t.instantOf("+5 06:01"))).toBe(false);
  });

  test("[H1] those that begin together are one, until whoever stays longest leaves", () => {
    const t = plant();
    const people = [person("bob"), person("ann"), person("cid")];
    const hours = [daily("06:00", "18:00"), daily("06:00", "14:00"), daily("18:00", "06:00")];
    const duties = people.map(({ id }, k) => duty(id, "supervisor", { weekly: hours[k] ?? [] }));
    t.putRoster({ ...usualRoster, people, duties });
    const change = looking("15:00", [], t);
    expect(change?.shift).toEqual({ from: t.instantOf("06:00"), to: t.instantOf("18:00"), people: ["ann", "bob"] });
    expect(change?.next?.people).toEqual(["cid"]);
  });

  test("[H1] whoever stands in is on the shift, and a holiday has none", () => {
    const t = plant();
    const standIns = [{ of: "late", by: "mona", from: "2026-03-02", to: "2026-03-02" }];
    t.putRoster({ ...usualRoster, standIns, holidays: ["2026-03-03"] });
    expect(looking("13:50", [], t)?.next?.people).toEqual(["mona"]);
    expect(looking("15:59", ["06:00"], t)?.next?.from, "the day after the holiday").toBe(t.instantOf("+2 06:00"));
  });

  test("[H1] a line with supervisors of its own has their shifts", () => {
    const t = plant();
    const own = duty("nora", "supervisor", { resources: ["LINE-1"], weekly: daily("05:00", "17:00") });
    t.putRoster({
      ...usualRoster,
      people: [...usualRoster.people, person("nora")],
      duties: [...usualRoster.duties, own],
    });
    const at = { site: "A", resource: "LINE-1", now: t.instantOf("16:00"), timeZone: "UTC" };
    const [shift] = shiftsAt(t.state.escalation, at).all.filter(({ from }) => from === t.instantOf("05:00"));
    expect(shift).toEqual({ from: t.instantOf("05:00"), to: t.instantOf("17:00"), people: ["nora"] });
  });

  test("[H1] without shifts in a roster they are the usual three of the site's day, and that is said", () => {
    const now = Date.parse("2026-03-02T15:00:00Z");
    const shifts = shiftsAt(emptyEscalation, { site: "A", resource: null, now, timeZone: "Europe/Berlin" });
    expect(shifts.isRostered).toBe(false);
    const change = changeAt(shifts, now, () => true);
    expect(change?.shift).toEqual({
      from: Date.parse("2026-03-02T13:00:00Z"),
      to: Date.parse("2026-03-02T21:00:00Z"),
      people: [],
    });
  });
});

describe("what a handover holds", () => {
  test("[H2] everything that is open, the most urgent first, with who has it and what is promised", () => {
    const t = plant();
    t.stands("06:10", ...manyLate(2, t.instantOf("20:00")), t.down());
    t.does("06:20", early, { ...acknowledge, note: "belt", estimate: t.instantOf("15:00") });
    t.does("06:30", early, { type: "shelve", until: t.instantOf("10:00"), reason: "truck" }, "PO-0001/1");
    t.handsOver("09:00", early, "06:00");
    const open = only(t).sheet?.open ?? [];
    expect(open.map(({ title, state }) => [title, state])).toEqual([
      ["machine-down LINE-1", "acknowledged"],
      ["supplier-late PO-0001/1", "shelved"],
      ["supplier-late PO-0000/1", "open"],
    ]);
    expect(open[0]).toMatchObject({ acknowledgedBy: "early", estimate: t.instantOf("15:00"), note: "belt" });
  });

  test("[H2] of one line it is what stands on that line", () => {
    const t = plant();
    t.stands("06:10", ...manyLate(1, t.instantOf("20:00")), t.down());
    t.handsOver("09:00", early, "06:00", { place: { site: "A", resource: "LINE-1" } });
    expect(only(t).sheet?.open.map(({ title }) => title)).toEqual(["machine-down LINE-1"]);
  });

  test("[H3] what people did, and what resolved by itself, in order of time", () => {
    const t = plant();
    t.stands("06:10", ...manyLate(1, t.instantOf("20:00")), t.down());
    t.does("06:20", early, { ...acknowledge, note: "belt" });
    t.does("06:40", early, resolve, "PO-0000/1");
    // Nobody has done more about the stop within 15 minutes: it lapsed at 06:35.
    t.stands("07:00");
    t.handsOver("09:00", early, "06:00");
    expect(only(t).sheet?.done.map(({ action, by }) => `${action} ${by}`)).toEqual([
      "acknowledged early",
      "lapsed system",
      "resolved early",
      "recovered system",
    ]);
  });

  test("[H3] each sheet begins where the one before it ended, so that nothing is done between two", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.handsOver("13:50", early, "06:00");
    t.does("13:55", early, { ...acknowledge, note: "belt" });
    t.handsOver("21:50", late, "14:00");
    const [first, second] = [...t.state.handovers.values()].map(({ sheet }) => sheet);
    expect(second?.since).toBe(first?.until);
    const byPeople = second?.done.filter(({ by }) => by !== SYSTEM);
    expect(byPeople?.map(({ at }) => at)).toEqual([t.instantOf("13:55")]);
    const nextWeek = { from: t.instantOf("+7 06:00"), to: t.instantOf("+7 14:00"), people: [] };
    expect(
      beginsAt(t.state, { site: "A", resource: null }, { shift: nextWeek }),
      "a sheet of last week is no beginning",
    ).toBe(nextWeek.from);
  });
});

describe("handing over", () => {
  test("[H3] what was done in the time of the sheet before, and had not arrived when it was signed, is on the next", () => {
    const t = plant();
    t.stands("06:10", t.down());
    t.does("06:20", early, { ...acknowledge, note: "belt" });
    t.handsOver("13:50", early, "06:00");
    t.does("14:10", early, { ...acknowledge, note: "from the cellar", at: t.instantOf("13:40") });
    t.handsOver("21:50", early, "14:00");
    const [first, second] = [...t.state.handovers.values()].map(({ sheet }) =>
      sheet?.done.filter(({ by }) => by === "early").map(({ note }) => note),
    );
    expect(first).toEqual(["belt"]);
    expect(second).toEqual(["from the cellar"]);
  });

  test("[H4] it takes a role, the site, a note, a shift that has begun, and a time that has come", () => {
    const t = plant();
    expect(codeOf(t.handsOver("13:50", leader, "06:00"))).toBe("FORBIDDEN");
    expect(codeOf(t.handsOver("13:50", elsewhere, "06:00"))).toBe("FORBIDDEN");
    expect(codeOf(t.handsOver("13:50", early, "14:00"))).toBe("BAD_USER_INPUT");
    expect(codeOf(t.handsOver("13:50", early, "07:00"))).toBe("BAD_USER_INPUT");
    expect(codeOf(t.handsOver("13:50", early, "06:00", { at: t.instantOf("14:30") }))).toBe("BAD_USER_INPUT");
    expect(codeOf(t.handsOver("13:50", early, "06:00", { note: " " }))).toBe("BAD_USER_INPUT");
    expect(t.state.handovers.size).toBe(0);
    expect(codeOf(t.handsOver("13:50", early, "06:00"))).toBe("ok");
  });

  test("[H4] how long ago it began is measured from now, and not from when somebody says that they signed", () => {
    const t = plant();
    const signed = { at: t.instantOf("14:00") };
    expect(codeOf(t.handsOver("+1 06:01", early, "06:00", signed))).toBe("BAD_USER_INPUT");
    const other = plant();
    expect(codeOf(other.handsOver("+1 06:00", early, "06:00", signed))).toBe("ok");
  });

  test("[H4] a shift is handed over once, and not after the one that follows", () => {
    const t = plant();
    t.handsOver("14:30", late, "14:00");
    expect(codeOf(t.handsOver("14:31", early, "06:00")), "a later one stands").toBe("CONFLICT");
    expect(codeOf(t.handsOver("14:32", pia, "14:00")), "it is written").toBe("CONFLICT");
    expect(codeOf(t.handsOver("14:33", pia, "14:00", { place: { site: "A", resource: "LINE-1" } }))).toBe("ok");
  });

  test("[H4] signed without a network, it bears its own time", () => {
    const t = plant();
    t.handsOver("14:40", early, "06:00", { at: t.instantOf("13:58") });
    expect(only(t)).toMatchObject({ at: t.instantOf("13:58"), lateAfter: t.instantOf("14:15") });
  });

  test("[H2] what has opened since it was signed is not on it, and came after", () => {
    const t = plant();
    t.stands("13:00", t.down());
    t.stands("14:10", t.down(), ...manyLate(1, t.instantOf("20:00")));
    t.handsOver("14:40", early, "06:00", { at: t.instantOf("13:58") });
    expect(only(t).sheet?.open.map(({ title }) => title)).toEqual(["machine-down LINE-1"]);
  });
});

describe("accepting", () => {
  const handed = (): ReturnType<typeof plant> => {
    const t = plant();
    t.stands("06:10", ...manyLate(3, t.instantOf("20:00")), t.down());
    t.does("06:20", early, { ...acknowledge, note: "belt" });
    t.does("06:21", early, { ...assign, to: "pia" }, "PO-0000/1");
    t.does("06:22", early, acknowledge, "PO-0001/1");
    t.handsOver("13:50", early, "06:00");
    return t;
  };
  const ownerOf = (t: ReturnType<typeof plant>, subject: string) => t.recordOf(subject)?.owner;

  test("[H5] whoever accepts has from then on what was acknowledged or in work, and each of these says so", () => {
    const t = handed();
    expect(codeOf(t.accepts("14:05", late, only(t).id))).toBe("ok");
    expect([ownerOf(t, "LINE-1"), ownerOf(t, "PO-0000/1"), ownerOf(t, "PO-0001/1")]).toEqual(["late", "late", "late"]);
    expect(t.recordOf("LINE-1")?.timeline.at(-1)).toMatchObject({
      ...{ action: "assigned", by: "late", note: "handed over by early to late", after: "in-progress" },
    });
    expect(t.recordOf("PO-0000/1")?.timeline.at(-1)?.note).toBe("handed over by early to late (pia had it)");
    expect(t.recordOf("PO-0002/1"), "what nobody has said they see to stays open").toMatchObject({
      ...{ state: "open", owner: null },
    });
  });

  test("[H5] it takes another person, with the role and the site, once", () => {
    const t = handed();
    const { id } = only(t);
    expect(t.accepts("14:00", early, id)).toMatchObject({
      error: { code: "FORBIDDEN", message: expect.stringContaining("yourself") },
    });
    expect(codeOf(t.accepts("14:01", leader, id))).toBe("FORBIDDEN");
    expect(codeOf(t.accepts("14:02", elsewhere, id)), "of another site there is nothing").toBe("NOT_FOUND");
    expect(codeOf(t.accepts("14:03", late, id, t.instantOf("13:40"))), "before it was written").toBe("BAD_USER_INPUT");
    expect(codeOf(t.accepts("14:04", late, id))).toBe("ok");
    expect(t.accepts("14:05", pia, id)).toMatchObject({
      error: { code: "CONFLICT", message: expect.stringContaining("late accepted it") },
    });
  });

  test("[H5] what a later one has taken over is not accepted any more", () => {
    const t = handed();
    const { id } = only(t);
    t.handsOver("21:50", late, "14:00");
    expect(codeOf(t.accepts("21:55", pia, id))).toBe("CONFLICT");
    expect(waitingOf(t.state.handovers).map(({ by }) => by)).toEqual(["late"]);
  });

  test("[H5] what was acknowledged and is of other sites by now is nobody's there to take over", () => {
    const t = handed();
    t.stands("13:55", ...manyLate(3, t.instantOf("20:00")), t.down({ sites: ["B"] }));
    const before = t.recordOf("LINE-1");
    expect(codeOf(t.accepts("14:05", late, only(t).id))).toBe("ok");
    expect(t.recordOf("LINE-1")).toMatchObject({ owner: before?.owner, state: "acknowledged" });
    expect(ownerOf(t, "PO-0000/1")).toBe("late");
  });

  test("[H5] at each place the last that was written waits, the latest first", () => {
    const t = plant();
    const line = { place: { site: "A", resource: "LINE-1" } };
    t.handsOver("13:50", early, "06:00");
    t.handsOver("13:51", early, "06:00", line);
    t.handsOver("21:50", late, "14:00");
    const waiting = () => waitingOf(t.state.handovers).map(({ at, resource }) => [at, resource]);
    expect(waiting()).toEqual([
      [t.instantOf("21:50"), null],
      [t.instantOf("13:51"), "LINE-1"],
    ]);
    t.accepts("21:55", pia, [...t.state.handovers.keys()].at(-1) ?? "");
    expect(waiting(), "an older one of the same place is left").toEqual([[t.instantOf("13:51"), "LINE-1"]]);
  });

  test("[H6] what opens between the two signatures is on the list of who accepts, and is said to have come after", () => {
    const t = handed();
    t.stands("13:55", ...manyLate(4, t.instantOf("20:00")), t.down());
    expect(cameAfter(t.state, only(t), weigh).map(({ title }) => title)).toEqual(["PO-0003/1"]);
    t.does("13:57", early, acknowledge, "PO-0003/1");
    t.accepts("14:05", late, only(t).id);
    expect(only(t).accepted?.cameAfter.map(({ title }) => title)).toEqual(["supplier-late PO-0003/1"]);
    expect(ownerOf(t, "PO-0003/1")).toBe("late");
  });

  test("[H7] fifteen minutes into the next shift the planner is told once that nobody has accepted it", () => {
    const t = handed();
    t.told();
    t.at("14:14:59");
    expect(t.told()).toEqual([]);
    t.restart();
    t.at("20:00");
    expect(t.told()).toEqual(["14:15 told pia: nobody has accepted what early handed over of A"]);
    expect(only(t).toldLateAt).toBe(t.instantOf("14:15"));
  });

  test("[H7] accepted in time, nobody is told", () => {
    const t = handed();
    t.told();
    t.accepts("14:10", late, only(t).id);
    t.at("14:30");
    expect(t.told().filter((one) => one.includes("accepted"))).toEqual([]);
  });
});

test("[H8] of old ones who, when and what was noted stays at hand; the whole sheets of the last thirty do", () => {
  const t = plant();
  const days = SHEETS_KEPT + 2;
  t.handsOver("+1 13:50", early, "+1 06:00");
  t.stands("+1 13:52", t.down());
  t.accepts("+1 13:55", late, only(t).id);
  expect(only(t).accepted?.cameAfter).toHaveLength(1);
  for (let day = 2; day <= days; day += 1) t.handsOver(`+${day} 13:50`, early, `+${day} 06:00`);
  const all = [...t.state.handovers.values()];
  expect(all).toHaveLength(days);
  expect(all.map(({ sheet }) => sheet !== null).filter(Boolean)).toHaveLength(SHEETS_KEPT);
  expect(all[0]).toMatchObject({ by: "early", note: "all quiet", sheet: null });
  expect(all[0]?.accepted).toMatchObject({ by: "late", cameAfter: [] });
  expect((all.at(-1)?.lateAfter ?? 0) - (all.at(-1)?.at ?? 0)).toBe(25 * MINUTE);
});
