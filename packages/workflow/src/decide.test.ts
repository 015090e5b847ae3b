import { checkEvent } from "@lockstep/domain/check-event";
import { isoOf } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { describe, expect, test } from "vitest";
import { argumentsHash, type Command } from "./decide.ts";
import type { ActionKind, ExceptionState } from "./life.ts";
import type { Actor } from "./model.ts";
import { nextActions, type Role } from "./permissions.ts";
import {
  acknowledge,
  assign,
  at,
  cause,
  codeOf,
  comment,
  flagFalse,
  planner,
  resolve,
  shelve,
  supervisor,
  timeline,
} from "./testing/timeline.ts";

const opened = (more: Parameters<typeof cause>[0] = {}) => {
  const t = timeline();
  t.stands(0, cause(more));
  return t;
};

describe("acknowledge", () => {
  test("[W20] by a named person, with a note", () => {
    const t = opened();
    t.ask(5, { ...acknowledge, note: "on it" }, supervisor);
    expect(t.only()).toMatchObject({
      state: "acknowledged",
      acknowledgedBy: "sam",
      acknowledgedAt: at(5),
      estimate: null,
    });
    expect(t.only().timeline.at(-1)).toEqual({
      seq: 2,
      at: at(5),
      by: "sam",
      action: "acknowledged",
      before: "open",
      after: "acknowledged",
      note: "on it",
    });
    expect(t.log.at(-1)).toMatchObject({ actor: supervisor, commandId: "c1" });
  });

  test("[W20] again, and from a shelf; in-progress stays so", () => {
    const t = opened();
    t.ask(5, acknowledge);
    t.ask(6, { ...acknowledge, estimate: at(90) });
    expect(t.only()).toMatchObject({ state: "acknowledged", estimate: at(90), acknowledgedAt: at(6) });
    t.ask(7, shelve(60));
    t.ask(8, acknowledge);
    expect(t.only()).toMatchObject({ state: "acknowledged", shelvedUntil: null, estimate: at(90) });
    t.ask(9, assign);
    t.ask(10, acknowledge);
    expect(t.only().state).toBe("in-progress");
  });

  test("[W20] it carries the time when the person decided", () => {
    const t = opened();
    t.ask(30, { ...acknowledge, at: at(10) });
    expect(t.only().acknowledgedAt).toBe(at(10));
    expect(codeOf(t.ask(31, { ...acknowledge, at: at(37) }))).toBe("BAD_USER_INPUT");
    t.ask(31, { ...acknowledge, at: at(33) });
    expect(t.only().acknowledgedAt, "a device's clock a little ahead").toBe(at(31));
  });
});

describe("estimates", () => {
  test.each([
    ["resource", "LINE-1", { resource: "LINE-1" }],
    ["hold", "H-1", { hold: "H-1" }],
    ["purchase-order-line", "PO-9/1", { purchaseOrderLine: "PO-9/1" }],
  ])("[W21] on a %s it becomes a fact that is fit to be taken in", (subjectType, subject, target) => {
    const t = opened({ subjectType, subject });
    const decided = t.ask(5, { ...acknowledge, estimate: at(160), at: at(3), note: "spare part" });
    const facts = decided.ok ? decided.value.facts : [];
    expect(facts).toEqual([
      {
        specversion: "1.0",
        id: "000001/c1",
        source: "/lockstep/tower",
        type: "tower.estimate",
        time: isoOf(at(3)),
        subject,
        data: { target, at: isoOf(at(160)), by: "ann", note: "spare part" },
      },
    ]);
    expect(checkEvent(facts[0], { receivedAt: at(5), seq: 1, mode: "live" }).ok).toBe(true);
  });

  test("[W21] of several of one moment that which arrived last is in force, of whichever exception it is", () => {
    const t = timeline();
    const overload = cause({ key: "overload|resource|LINE-1", kind: "overload" });
    t.stands(0, cause(), overload);
    const [stop, other] = [...t.state.records.keys()];
    // The tenth command is c10, which is less than c9.
    const facts = Array.from({ length: 10 }, (_, k) => (k % 2 === 0 ? stop : other)).flatMap((id, k) => {
      const decided = t.ask(5, { ...acknowledge, estimate: at(160 - k) }, planner, id);
      return decided.ok ? decided.value.facts : [];
    });
    expect(facts.map(({ time }) => time)).toEqual(facts.map(() => isoOf(at(5))));
    const inForce = facts.toSorted((a, b) => byCodeUnit(b.id, a.id)).at(0);
    expect(inForce?.data).toMatchObject({ target: { resource: "LINE-1" }, at: isoOf(at(151)) });
  });

  test("[W21] on anything else it is kept, and makes no fact", () => {
    const t = opened({ subjectType: "production-order", subject: "WO-1" });
    const decided = t.ask(5, { ...acknowledge, estimate: at(160) });
    expect(decided.ok && decided.value.facts).toEqual([]);
    expect(t.only().estimate).toBe(at(160));
  });

  test("[W21] it is not before the decision", () => {
    const t = opened();
    expect(codeOf(t.ask(5, { ...acknowledge, estimate: at(4) }))).toBe("BAD_USER_INPUT");
    expect(codeOf(t.ask(5, { ...acknowledge, estimate: at(4), at: at(3) }))).toBe("ok");
  });
});

describe("the other actions", () => {
  test("[W22] assign", () => {
    const t = opened();
    t.ask(5, assign);
    expect(t.only()).toMatchObject({ state: "in-progress", owner: "bob" });
    t.ask(6, { ...assign, to: " eve " });
    expect(t.only().owner).toBe("eve");
    t.ask(7, shelve(60));
    t.ask(8, assign);
    expect(t.only()).toMatchObject({ state: "shelved", owner: "bob" });
  });

  test.each<[Role, number, string]>([
    ["supervisor", 480, "ok"],
    ["supervisor", 481, "BAD_USER_INPUT"],
    ["planner", 1_440, "ok"],
    ["planner", 1_441, "BAD_USER_INPUT"],
    ["plant-manager", 1_440, "ok"],
    ["administrator", 1_440, "ok"],
    ["administrator", 1_441, "BAD_USER_INPUT"],
    ["planner", 0, "BAD_USER_INPUT"],
    ["planner", -1, "BAD_USER_INPUT"],
  ])("[W23] shelve as %s for %i minutes: %s", (role, minutes, expected) => {
    const t = opened();
    expect(codeOf(t.ask(10, shelve(10 + minutes), { name: "x", roles: [role], sites: null }))).toBe(expected);
  });

  test("[W23] of several roles the longest counts", () => {
    const t = opened();
    expect(
      codeOf(t.ask(0, shelve(1_000), { name: "x", roles: ["leader", "supervisor", "planner"], sites: null })),
    ).toBe("ok");
    expect(t.only()).toMatchObject({ state: "shelved", shelvedUntil: at(1_000) });
    expect(t.only().timeline.at(-1)?.note).toBe("part comes");
  });

  test("[W24] resolve and false flag", () => {
    const t = opened();
    t.ask(5, { ...resolve, note: "belt changed" });
    expect(t.only()).toMatchObject({ state: "resolved", outcome: "repaired", resolvedAt: at(5) });
    expect(t.only().timeline.at(-1)?.note).toBe("repaired: belt changed");
    const u = opened();
    u.ask(5, flagFalse);
    expect(u.only()).toMatchObject({ state: "false-flag", outcome: "sensor" });
    expect(u.log.at(-1)).toMatchObject({ wrongSystem: "MES", note: "sensor (wrong: MES)" });
  });

  test("[W25] comment", () => {
    const t = opened();
    for (const ask of [comment, shelve(60), comment, resolve, comment]) t.ask(5, ask);
    expect(t.only().timeline.map(({ action, after }) => `${action} ${after}`)).toEqual([
      "opened open",
      "commented open",
      "shelved shelved",
      "commented shelved",
      "resolved resolved",
      "commented resolved",
    ]);
  });
});

describe("who and when", () => {
  const roles: readonly (readonly [Role, boolean])[] = [
    ["supervisor", true],
    ["planner", true],
    ["plant-manager", true],
    ["administrator", true],
    ["leader", false],
    ["auditor", false],
    ["steward", false],
    ["integrator", false],
  ];
  test.each(roles)("[W26] %s may act: %s", (role, may) => {
    const t = opened();
    const actor: Actor = { name: "x", roles: [role], sites: null };
    expect(nextActions(t.only(), actor).length > 0).toBe(may);
    for (const ask of [comment, acknowledge, assign, shelve(60), resolve]) {
      expect(codeOf(t.ask(5, ask, actor))).toBe(may ? "ok" : "FORBIDDEN");
    }
  });

  test("[W26] only on what touches one's sites, as they are now", () => {
    const t = opened({ sites: ["A"] });
    const other: Actor = { ...planner, sites: ["B", "C"] };
    expect(codeOf(t.ask(5, comment, other))).toBe("FORBIDDEN");
    expect(nextActions(t.only(), other)).toEqual([]);
    t.stands(6, cause({ sites: ["A", "B"] }));
    expect(codeOf(t.ask(7, comment, other))).toBe("ok");
    expect(codeOf(opened({ sites: [] }).ask(7, comment, other))).toBe("ok");
  });

  const live: readonly ActionKind[] = ["acknowledge", "assign", "shelve", "resolve", "flag-false", "comment", "merge"];
  const paths: readonly (readonly [ExceptionState, readonly unknown[], readonly ActionKind[]])[] = [
    ["open", [], live],
    ["acknowledged", [acknowledge], live],
    ["in-progress", [assign], live],
    ["shelved", [shelve(60)], live],
    ["resolved", [resolve], ["comment"]],
    ["false-flag", [flagFalse], ["comment"]],
  ];
  test.each(paths)("[W27] %s: what is offered is what is taken", (state, path, offered) => {
    const asks = { acknowledge, assign, shelve: shelve(90), resolve, "flag-false": flagFalse, comment };
    for (const [kind, ask] of Object.entries(asks)) {
      const t = opened();
      for (const before of path) t.ask(1, before as typeof ask);
      expect(t.only().state).toBe(state);
      expect(nextActions(t.only(), planner)).toEqual(offered);
      expect(codeOf(t.ask(5, ask))).toBe(offered.includes(kind as ActionKind) ? "ok" : "CONFLICT");
    }
  });

  test("[W27] an unknown exception", () => {
    expect(codeOf(opened().ask(5, comment, planner, "ex-none"))).toBe("NOT_FOUND");
  });

  test("[W27] a refusal says what is possible, and changes nothing", () => {
    const t = opened();
    t.ask(1, resolve);
    const before = t.state;
    const refused = t.ask(2, acknowledge);
    expect(refused.ok ? "" : refused.error.message).toContain(
      'resolved (ann, 2026-03-02T08:01:00.000Z) cannot take "acknowledge"; it can take: comment',
    );
    expect(t.state).toBe(before);
  });

  test.each([
    ["a blank reason", { ...shelve(60), reason: " " }],
    ["a blank code", { ...resolve, reason: "" }],
    ["a blank flag", { ...flagFalse, reason: "\n" }],
    ["a blank comment", { ...comment, text: "" }],
    ["nobody", { ...assign, to: " " }],
    ["a novel", { ...comment, text: "x".repeat(10_001) }],
    ["NUL", { ...comment, text: "a\0b" }],
    ["half a character", { ...acknowledge, note: "\ud800" }],
    ["a long name", { ...assign, to: "x".repeat(201) }],
  ] as const)("[W28] %s is refused", (_, ask) => {
    expect(codeOf(opened().ask(5, ask))).toBe("BAD_USER_INPUT");
  });

  test("[W29] what is asked tells commands apart, not their id", () => {
    const command: Command = { ...acknowledge, id: "ex-1", commandId: "c1" };
    const same: Command = { at: null, estimate: null, note: null, id: "ex-1", type: "acknowledge", commandId: "c2" };
    const others: readonly Command[] = [
      { ...command, note: "x" },
      { ...command, estimate: at(9) },
      { ...command, at: at(9) },
      { ...command, id: "ex-2" },
      { ...resolve, id: "ex-1", commandId: "c1" },
    ];
    expect(argumentsHash(same)).toBe(argumentsHash(command));
    expect(new Set([command, ...others].map(argumentsHash)).size).toBe(6);
  });
});
