import { describe, expect, test } from "vitest";
import { createLedger } from "./create-ledger.ts";
import { createIntake, type Decision, type Intake } from "./intake.ts";
import type { Ledger } from "./ledger.ts";
import * as t from "./testing/events.ts";

const receipt = { receivedAt: t.at(0), seq: 1, mode: "live" } as const;

function open(): { ledger: Ledger; intake: Intake; send: (...texts: string[]) => Decision[] } {
  const ledger = createLedger();
  const intake = createIntake(ledger);
  const send = (...texts: string[]) => {
    const batch = intake.batch();
    const decisions = texts.map((text) => batch.decide({ text }, receipt));
    batch.commit();
    return decisions;
  };
  return { ledger, intake, send };
}

const kinds = (decisions: readonly Decision[]) =>
  decisions.map((decision) => (decision.kind === "quarantine" ? decision.rule : decision.kind));
const text = (name: string, id = "x") => JSON.stringify({ ...t.item("P", { name }), id });
const nameInForce = (ledger: Ledger) => ledger.worldAt(t.at(0), "live").items.get("P")?.data.name;

describe("the same again", () => {
  test("[F30] whatever its spelling, in the same batch or a later one, it is a duplicate", () => {
    const { send, ledger } = open();
    const event = t.item("P", { shelfLifeDays: 20 });
    const spelt = `{ "data":${JSON.stringify(event.data).replace("20", "2e1")},${JSON.stringify({ ...event, data: undefined }).slice(1)}`;
    expect(kinds(send(JSON.stringify(event), spelt))).toEqual(["accept", "duplicate"]);
    expect(kinds(send(spelt))).toEqual(["duplicate"]);
    expect(ledger.size).toBe(1);
  });

  test("[F30] the same id from another source is another fact", () => {
    const { send, ledger } = open();
    expect(kinds(send(text("a"), JSON.stringify({ ...t.item("P"), id: "x", source: "/other" })))).toEqual([
      "accept",
      "accept",
    ]);
    expect(ledger.size).toBe(2);
  });
});

describe("[F31] another content of the same key", () => {
  test("the larger one that comes later is quarantined", () => {
    const { send, ledger } = open();
    expect(kinds(send(text("a"), text("b")))).toEqual(["accept", "id-conflict"]);
    expect(nameInForce(ledger)).toBe("a");
  });

  test("the smaller one that comes later takes the place of the larger", () => {
    const { send, ledger } = open();
    send(text("b"));
    const [decision] = send(text("a"));
    expect(decision).toMatchObject({
      kind: "accept",
      fact: { data: { name: "a" } },
      replaces: { rule: "id-conflict", fact: { data: { name: "b" } } },
    });
    expect(nameInForce(ledger)).toBe("a");
    expect(ledger.size).toBe(1);
  });

  test.each([
    ["abc", ["accept", "id-conflict", "id-conflict"]],
    ["acb", ["accept", "id-conflict", "id-conflict"]],
    ["bac", ["accept", "accept", "id-conflict"]],
    ["bca", ["accept", "id-conflict", "accept"]],
    ["cab", ["accept", "accept", "id-conflict"]],
    ["cba", ["accept", "accept", "accept"]],
  ])("in the order %s they end the same, and each again is a duplicate", (order, expected) => {
    const { send, ledger } = open();
    expect(kinds(send(...[...order].map((name) => text(name))))).toEqual(expected);
    expect(nameInForce(ledger)).toBe("a");
    expect(kinds(send(text("a"), text("b"), text("c")))).toEqual(["duplicate", "duplicate", "duplicate"]);
  });

  test("of another type it counts as well", () => {
    const { send, ledger } = open();
    const site = JSON.stringify({ ...t.site("A"), id: "x" });
    expect(kinds(send(text("a"), site))).toEqual(["accept", "accept"]);
    expect(ledger.worldAt(t.at(0), "live").items.size).toBe(0);
  });
});

describe("quarantine", () => {
  const broken = JSON.stringify({ ...t.salesLine({ quantity: 0 }), id: "x" });

  test("[F32] it does not hold its key, and comes again as a duplicate", () => {
    const { send } = open();
    expect(kinds(send(broken, broken))).toEqual(["order-quantity-positive", "duplicate"]);
    expect(kinds(send(text("a"), broken))).toEqual(["accept", "duplicate"]);
  });

  test("[F32] also after a restart that has told of it", () => {
    const before = open();
    const [decision] = before.send(broken);
    const after = open();
    if (decision?.kind === "quarantine") after.intake.remember(decision.contentHash, decision.rule);
    expect(kinds(after.send(broken))).toEqual(["duplicate"]);
  });

  test("[F33] too far ahead, it is taken when it is sent again in time", () => {
    const { intake } = open();
    const event = { value: { ...t.item("P"), time: t.iso(1) } };
    const sendAt = (hours: number) => {
      const batch = intake.batch();
      const decision = batch.decide(event, { ...receipt, receivedAt: t.at(hours) });
      batch.commit();
      return decision;
    };
    const first = sendAt(0);
    expect(first).toMatchObject({ kind: "quarantine", rule: "future" });
    expect(sendAt(0.5)).toEqual({ kind: "duplicate" });
    expect(sendAt(1)).toMatchObject({ kind: "accept", settles: first.kind === "quarantine" ? first.contentHash : "" });
    expect(sendAt(1)).toEqual({ kind: "duplicate" });
  });

  test("[F33] too far ahead, then in conflict: the last receipt counts", () => {
    const { intake, send } = open();
    send(text("a"));
    const event = { value: { ...JSON.parse(text("b")), time: t.iso(1) } };
    const decide = (hours: number) => {
      const batch = intake.batch();
      const decision = batch.decide(event, { ...receipt, receivedAt: t.at(hours) });
      batch.commit();
      return decision;
    };
    expect(kinds([decide(0), decide(1), decide(1)])).toEqual(["future", "id-conflict", "duplicate"]);
  });

  test("[F34] no JSON, no event, and what is refused unread", () => {
    const { send, intake } = open();
    expect(kinds(send("{", "{", "7", "[]", "7", "1e999", "null"))).toEqual([
      "not-json",
      "duplicate",
      "not-an-event",
      "not-an-event",
      "duplicate",
      "not-finite",
      "not-an-event",
    ]);
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    expect(kinds(send(deep, deep, `[${deep}]`))).toEqual(["too-deep", "duplicate", "too-deep"]);
    const batch = intake.batch();
    const tooLong = { rule: "too-long", reason: "At most 1 MiB." };
    expect(kinds([batch.reject("xx", tooLong), batch.reject("xx", tooLong)])).toEqual(["too-long", "duplicate"]);
  });

  test("[F34] it is kept as it was received", () => {
    const { send } = open();
    expect(send(` ${broken}`)[0]).toMatchObject({
      text: ` ${broken}`,
      source: "/test",
      id: "x",
      type: "erp.sales-order-line",
    });
  });
});

test("[F35] a batch that is dropped leaves no trace", () => {
  const { intake, ledger, send } = open();
  const dropped = intake.batch();
  const broken = JSON.stringify(t.salesLine({ quantity: 0 }));
  expect(kinds([dropped.decide({ text: text("a") }, receipt), dropped.decide({ text: broken }, receipt)])).toEqual([
    "accept",
    "order-quantity-positive",
  ]);
  expect(ledger.size).toBe(0);
  expect(kinds(send(text("a"), broken))).toEqual(["accept", "order-quantity-positive"]);
});

test("[F35] a commit tells what came into force and what gave way", () => {
  const { intake, send } = open();
  send(text("c"));
  const batch = intake.batch();
  for (const name of ["b", "a"]) batch.decide({ text: text(name) }, receipt);
  const { facts, withdrawn } = batch.commit();
  expect(facts.map(({ data }) => data)).toMatchObject([{ name: "a" }]);
  expect(withdrawn.map(({ data }) => data)).toMatchObject([{ name: "c" }]);
});

describe("looking before deciding", () => {
  test("[F36] what is looked at leaves no trace until it is taken", () => {
    const { ledger, intake, send } = open();
    const wrong = JSON.stringify({ ...t.item("P"), id: "x", data: { id: "P" } });
    const first = intake.batch();
    expect(first.look({ text: wrong }, receipt)).toMatchObject({ becomes: "refused", rule: "required-field" });
    expect(first.look({ text: text("a") }, receipt).becomes).toBe("accepted");
    first.commit();
    expect(ledger.size).toBe(0);
    expect(kinds(send(wrong))).toEqual(["required-field"]);

    const second = intake.batch();
    const looked = second.look({ text: text("a") }, receipt);
    expect(looked.becomes === "accepted" && looked.take().kind).toBe("accept");
    expect(second.look({ text: text("a") }, receipt)).toEqual({ becomes: "duplicate" });
    second.commit();
    expect(nameInForce(ledger)).toBe("a");
  });

  test("[F36] what lies in quarantine is refused as it is, and so is what an id in force forbids", () => {
    const { intake, send } = open();
    const wrong = JSON.stringify({ ...t.item("P"), id: "x", data: { id: "P" } });
    send(wrong, text("a", "y"));
    const batch = intake.batch();
    expect(batch.look({ text: wrong }, receipt)).toMatchObject({ becomes: "refused", rule: "required-field" });
    expect(batch.look({ text: text("b", "y") }, receipt)).toMatchObject({ becomes: "refused", rule: "id-conflict" });
    send(text("b", "y"));
    expect(intake.batch().look({ text: text("b", "y") }, receipt)).toMatchObject({ rule: "unchanged" });
    expect(intake.batch().look({ text: "{" }, receipt)).toMatchObject({ rule: "not-json" });
  });
});
