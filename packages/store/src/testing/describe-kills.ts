import { present } from "@lockstep/domain/assert";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type Store, type StoreOptions } from "../store.ts";
import { bodyOf, eventIdOf, runAndKill } from "./kill-writer.ts";
import { collect, readAll } from "./records.ts";

const KILLS = 20;

export interface KillPlace {
  readonly options: StoreOptions;
  remove(): Promise<void>;
}

/** Kills a writing process again and again, and looks for every record that it was told is durable. */
export function describeKills(where: string, createPlace: () => Promise<KillPlace>): void {
  describe(`a process that is killed while it appends to the store ${where}`, () => {
    let place: KillPlace;

    beforeAll(async () => {
      place = await createPlace();
    }, 60_000);
    afterAll(() => place?.remove(), 60_000);

    it("loses nothing that was acknowledged, and leaves nothing twice and no hole", { timeout: 300_000 }, async () => {
      /** Position → who was told that it is durable. */
      const acknowledged = new Map<number, number>();
      let last = 0;
      for (let incarnation = 1; incarnation <= KILLS; incarnation += 1) {
        const said = await runAndKill(place.options, incarnation);
        if (said.found !== null) expect(said.found).toBeGreaterThanOrEqual(last);
        if (said.acknowledged === null) continue;
        last = said.acknowledged;
        acknowledged.set(last, incarnation);
      }
      expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS / 2);

      const opened = await openStore(place.options);
      if (!opened.ok) throw new Error(opened.error.message);
      try {
        await expectWhole(opened.value, acknowledged);
      } finally {
        await opened.value.close();
      }
    });
  });
}

async function expectWhole(store: Store, acknowledged: ReadonlyMap<number, number>): Promise<void> {
  const records = await readAll(store);
  expect(records.map(({ seq }) => seq)).toEqual(records.map((_, k) => k + 1));
  expect(records.filter(({ seq, body }) => body !== bodyOf(seq))).toEqual([]);
  expect(new Set(records.map(({ eventId }) => eventId)).size).toBe(records.length);
  for (const [seq, incarnation] of acknowledged) {
    const record = present(records[seq - 1], () => `the acknowledged record ${seq} of ${records.length} is lost`);
    expect(record.eventId).toBe(eventIdOf(String(incarnation), seq));
    expect(await store.findCommand(`command-${seq}`)).not.toBeNull();
  }
  // Each commit was there whole or not at all: one command and one audited record, at its last position.
  const commands = (await collect(store.commands())).map(({ seq }) => seq);
  expect((await collect(store.audit())).map(({ seq }) => seq)).toEqual(commands);
  expect(commands.at(-1)).toBe(records.length);
  expect(await store.clock()).toBe(records.length);
  expect(await store.verifyAudit()).toMatchObject({ ok: true, value: { count: commands.length } });
  const snapshot = present(await store.loadSnapshot(), () => "no snapshot was saved in all that time");
  expect(new TextDecoder().decode(snapshot.payload)).toBe(bodyOf(snapshot.seq).repeat(2_000));
}
