import { assert, present } from "@lockstep/domain/assert";
import { createLedger } from "@lockstep/domain/create-ledger";
import { createIntake } from "@lockstep/domain/intake";
import type { Ledger } from "@lockstep/domain/ledger";
import { stateHash } from "@lockstep/domain/state-hash";
import * as t from "@lockstep/domain/testing/events";
import { openStore, type Store } from "@lockstep/store/store";
import fc from "fast-check";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commitOf } from "../writer/commit-of.ts";
import { createDraft, decideFacts } from "../writer/decide-group.ts";
import { type Known, restore } from "./restore.ts";
import { packSnapshot } from "./snapshot.ts";

const RUNS = Number(process.env["RESTORE_RUNS"] ?? "5");
const MOMENTS = [-1, 2, 5.5, 12].map(t.at);

/** Few names, times and ids, so that contents conflict, facts come late, wait for names, and tombstones hit. */
const item = fc.constantFrom("P", "C");
const site = fc.constantFrom("A", "B");
const quantity = fc.integer({ min: -1, max: 3 });
const shapes = fc.oneof(
  item.map((id) => t.item(id)),
  site.map((id) => t.site(id)),
  site.map((id) => t.tombstone("master.site", { id })),
  fc.record({ item, site, line: fc.constantFrom("1", "2"), quantity }).map((data) => t.salesLine(data)),
  fc.record({ item, site, id: fc.constantFrom("WO-1", "WO-2"), quantity }).map((data) => t.productionOrder(data)),
  fc.record({ order: fc.constantFrom("WO-1", "WO-2"), good: quantity }).map((data) => t.operation(data)),
  fc.record({ item, quantity, to: fc.record({ site, location: fc.constant("1") }) }).map((data) => t.move(data)),
  fc.record({ item, site, quantity }).map((data) => t.count(data)),
  fc
    .dictionary(fc.constantFrom("belt", "constructor"), fc.nat(9))
    .map((typicalRepairMinutes) =>
      t.event("master.resource", { id: "R", site: "A", name: "R", kind: "line", typicalRepairMinutes }),
    ),
);
const texts = fc
  .record({ shape: shapes, hour: fc.nat({ max: 12 }), source: fc.constantFrom("/a", "/b"), id: fc.nat({ max: 60 }) })
  .map(({ shape, hour, source, id }) => JSON.stringify({ ...shape, time: t.iso(hour), source, id: `e${id}` }));
/** Groups of facts, each with whether a snapshot is kept after it. */
const histories = fc.array(
  fc.record({ group: fc.array(texts, { minLength: 1, maxLength: 30 }), isKept: fc.boolean() }),
  { minLength: 3, maxLength: 8 },
);

interface Tower extends Known {
  readonly ledger: Ledger;
  take(group: readonly string[]): Promise<void>;
  keepSnapshot(): Promise<void>;
}

const warned: string[] = [];
const log = pino({ level: "info" }, { write: (line: string) => void warned.push(line) });

async function startTower(store: Store): Promise<Tower> {
  const ledger = createLedger();
  const intake = createIntake(ledger);
  const known = await restore({ store, ledger, intake, clockMode: "manual", log });
  let { seq } = known.restored;
  return {
    ...known,
    ledger,
    async take(group) {
      const draft = createDraft(seq + 1);
      const batch = intake.batch();
      const { connectors, quarantine } = known.restored;
      const sender = {
        connector: `connector-${seq % 3}`,
        receivedAt: t.at(20) + seq,
        clock: t.at(20),
        mode: "manual",
        connectors,
        quarantine,
      } as const;
      decideFacts(
        group.map((text) => ({ text })),
        batch,
        draft,
        sender,
      );
      const { records, superseded, quarantined, settled } = draft;
      await store.append(commitOf({ records, superseded, quarantined, settled }));
      quarantine.keep({ quarantined, settled, assigned: [] });
      batch.commit();
      for (const tally of draft.tallies) tally(known.feeds);
      seq = draft.nextSeq - 1;
    },
    async keepSnapshot() {
      const facts = await known.archive.pack(ledger, seq);
      const { workflow, auditNumber } = known.restored;
      const about = { rules: known.rules, feeds: known.feeds.tallies(), workflow, auditNumber };
      await store.saveSnapshot({ seq, payload: packSnapshot({ facts, ...about }) });
    },
  };
}

const bySeq = (a: { seq: number }, b: { seq: number }): number => a.seq - b.seq;

function expectSame(again: Tower, running: Tower): void {
  const hashes = ({ ledger }: Tower) =>
    MOMENTS.flatMap((at) => [stateHash(ledger, at, "manual"), stateHash(ledger, at, "live")]);
  expect(hashes(again)).toEqual(hashes(running));
  for (const at of MOMENTS)
    expect(again.ledger.parkedAt(at, "manual").length).toBe(running.ledger.parkedAt(at, "manual").length);
  const plain = (tower: Tower) =>
    [...tower.ledger.all()].sort(bySeq).map((fact) => ({
      ...fact,
      canonical: fact.canonical,
      connector: tower.restored.connectors.get(fact),
    }));
  expect(plain(again)).toEqual(plain(running));
  const lying = ({ restored: { quarantine } }: Tower) =>
    [...quarantine.causes()].map(({ id, facts }) => [id, [...facts.values()].sort(bySeq)]).sort();
  expect(lying(again)).toEqual(lying(running));
  expect(again.feeds.tallies().toSorted()).toEqual(running.feeds.tallies().toSorted());
  const latest = Math.max(...plain(running).map(({ receivedAt }) => receivedAt));
  if (running.ledger.size > 0) expect(again.restored.factAt ?? 0).toBeGreaterThanOrEqual(latest);
}

describe("after a restart", () => {
  let store: Store;
  beforeEach(async () => {
    const opened = await openStore({ inMemory: true });
    assert(opened.ok, () => "the log in memory does not open");
    store = opened.value;
  }, 60_000);
  afterEach(() => store.close());

  test("at any point of random histories, from a snapshot and the log behind it, all is as if it had never stopped", async () => {
    const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
    console.info(`restore: seed ${seed} (SEED=${seed} repeats it)`);
    let [fromSnapshot, withTail, displaced] = [0, 0, 0];
    let running = await startTower(store);
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        for (const [k, { group, isKept }] of history.entries()) {
          // Ids of one history do not meet those of another: each begins with what the last one left.
          await running.take(group);
          if (isKept) await running.keepSnapshot();
          if (k % 2 === 0) continue;
          const again = await startTower(store);
          expectSame(again, running);
          if (again.restored.snapshotSeq > 0) fromSnapshot += 1;
          if (again.restored.snapshotSeq < again.restored.seq) withTail += 1;
          // The one that was restarted goes on.
          running = again;
        }
        displaced = (await store.quarantineCounts()).open;
      }),
      { numRuns: RUNS, seed, endOnFailure: true },
    );
    expect(fromSnapshot).toBeGreaterThan(RUNS);
    expect(withTail).toBeGreaterThan(0);
    expect(displaced).toBeGreaterThan(0);
  }, 240_000);

  describe("from a snapshot that is not fit", () => {
    const groups = fc.sample(fc.array(texts, { minLength: 40, maxLength: 40 }), { numRuns: 3, seed: 7 });

    test("of other rules: its facts are checked again, and the next snapshot packs all of them anew", async () => {
      const running = await startTower(store);
      await running.take(groups[0] ?? []);
      const facts = await running.archive.pack(running.ledger, running.restored.seq + 40);
      const { workflow, auditNumber } = running.restored;
      const about = { rules: "others", feeds: running.feeds.tallies(), workflow, auditNumber };
      await store.saveSnapshot({ seq: await store.lastSeq(), payload: packSnapshot({ facts, ...about }) });
      const again = await startTower(store);
      expectSame(again, running);
      expect(again.restored.snapshotSeq).toBe(0);
      await again.take(groups[1] ?? []);
      await again.keepSnapshot();
      const third = await startTower(store);
      expectSame(third, again);
      expect(third.restored.snapshotSeq).toBe(await store.lastSeq());
    }, 60_000);

    test.each([
      ["cut short", (bytes: Uint8Array) => bytes.slice(0, Math.floor(bytes.length / 2))],
      ["of another program", () => Uint8Array.of(0x1f, 0x8b, 8, 0, 0)],
      [
        "damaged among its facts",
        (bytes: Uint8Array) => bytes.map((byte, k) => (k > bytes.length * 0.4 ? byte ^ 255 : byte)),
      ],
      ["empty", () => new Uint8Array()],
    ])(
      "%s: the log is read instead",
      async (_, damage) => {
        const running = await startTower(store);
        await running.take(groups[0] ?? []);
        await running.keepSnapshot();
        const { seq, payload } = present(await store.loadSnapshot(), () => "no snapshot was kept");
        await store.saveSnapshot({ seq, payload: damage(payload) });
        await running.take(groups[2] ?? []);
        const again = await startTower(store);
        expectSame(again, running);
        expect(again.restored.snapshotSeq).toBe(0);
      },
      60_000,
    );
  });
});
