import { checkEvent } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import * as t from "@lockstep/domain/testing/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { piecesOf, readPieces } from "./fact-bytes.ts";
import { type PackedFacts, packFacts, unpackFacts } from "./packed-facts.ts";
import { connectorOf } from "./stored-fact.ts";

const text = fc.oneof(fc.constantFrom("A", "B", "constructor", "ÄÖ-7", "\u{1F600}"), fc.string({ minLength: 1 }));
const number = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 1e12, noNaN: true }));
const shapes = fc.oneof(
  fc.record({ order: text, item: text, quantity: number }).map((data) => t.salesLine({ ...data, unknownField: [1] })),
  fc.record({ id: text, note: text }).map(({ id, note }) => t.site(id, { note, putawayHours: 1 })),
  fc.record({ order: text, good: number }).map((data) => t.operation(data)),
  fc.record({ item: text, quantity: number }).map((data) => t.move({ ...data, to: { site: "A", location: "1" } })),
  text.map((id) => t.tombstone("master.site", { id })),
  fc
    .dictionary(text, number)
    .map((typicalRepairMinutes) =>
      t.event("master.resource", { id: "R", site: "A", name: "R", kind: "line", typicalRepairMinutes }),
    ),
  fc
    .record({ item: text, quantityPer: number })
    .map((component) => t.event("master.bom", { item: "P", site: "A", components: [component] })),
  text.map((resource) => t.event("tower.estimate", { target: { resource }, at: t.iso(3), by: "me" })),
);
const events = fc
  .record({ shape: shapes, id: text, subject: fc.option(text, { nil: undefined }), hour: fc.nat({ max: 99 }) })
  .map(({ shape, id, subject, hour }) => ({
    ...shape,
    id,
    time: t.iso(hour),
    ...(subject === undefined ? {} : { subject }),
  }));
const factLists = fc.array(events, { minLength: 20, maxLength: 60 }).map((list) =>
  list.flatMap((event, k): AnyFact[] => {
    const checked = checkEvent(event, { receivedAt: t.at(100) + k, seq: k + 1, mode: "manual" });
    return checked.ok ? [checked.value] : [];
  }),
);

const bySeq = (a: AnyFact, b: AnyFact): number => a.seq - b.seq;
const brought = (fact: AnyFact): string => (fact.seq % 3 === 0 ? "connector-a" : `connector-${fact.type}`);
const FIELDS = ["type", "source", "id", "time", "subject", "key", "deleted", "receivedAt", "seq", "canonical"] as const;

function joined(chunks: readonly PackedFacts[], about: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([...piecesOf({ about, chunks })]));
}

describe("facts that were packed", () => {
  test("come out as they were, field by field, through bytes and back", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(factLists, async (facts) => {
        const half = Math.floor(facts.length / 2);
        const chunks = [await packFacts(facts.slice(0, half), brought), await packFacts(facts.slice(half), brought)];
        const read = readPieces(joined(chunks, Uint8Array.of(1, 2, 3)));
        expect(read?.about).toEqual(Uint8Array.of(1, 2, 3));
        const found = (read?.chunks ?? []).flatMap(unpackFacts).sort(bySeq);
        expect(found).toHaveLength(facts.length);
        for (const [k, fact] of found.entries()) {
          const was = facts[k];
          for (const field of FIELDS) expect(fact[field]).toBe(was?.[field]);
          // Strict: no prototype where there was none, no field more or less, in the same order.
          expect(fact.data).toStrictEqual(was?.data);
          expect(Object.keys(fact.data)).toEqual(Object.keys(was?.data ?? {}));
          if (was !== undefined) expect(connectorOf(fact)).toBe(brought(was));
          compared += 1;
        }
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  test("can be packed again, and sent to another thread without their texts", async () => {
    const facts = Array.from({ length: 600 }, (_, k) => ({ ...t.factOf(t.receipt({}, { id: `r${k}` })), seq: k + 1 }));
    const once = unpackFacts(await packFacts(facts, brought));
    const twice = unpackFacts(await packFacts(once, (fact) => connectorOf(fact) ?? ""));
    expect(twice.map(({ canonical }) => canonical)).toEqual(facts.map(({ canonical }) => canonical));
    expect(twice.map(connectorOf)).toEqual(facts.map(brought));
    const { canonical: _, ...sent } = facts[300] ?? t.factOf(t.receipt());
    expect(structuredClone(twice[300])).toEqual(sent);
  });
});

describe("bytes that are no packed facts", () => {
  test("give nothing: cut short anywhere, longer than they say, or something else", async () => {
    const bytes = joined([await packFacts([t.factOf(t.site("A"))], brought)], Uint8Array.of(9));
    expect(readPieces(bytes)).not.toBeNull();
    for (let length = 0; length < bytes.length; length += 1) {
      expect(readPieces(bytes.subarray(0, length))).toBeNull();
    }
    expect(readPieces(new Uint8Array([...bytes, 0]))).toBeNull();
    expect(readPieces(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0))).toBeNull();
  });
});
