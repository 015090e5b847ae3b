// A process to be killed: opens the store that its first argument describes, says `open <last position>`, then appends
// without end, and says `acked <position>` for each commit that is durable.
import { writeSync } from "node:fs";
import { present } from "@lockstep/domain/assert";
import { openStore, type StoreOptions } from "../store.ts";
import { bodyOf, eventIdOf } from "./kill-writer.ts";
import { auditRow, commitOf, factRecord } from "./records.ts";

const IN_FLIGHT = 4;
const SNAPSHOT_EVERY = 3;

const [options, incarnation] = process.argv.slice(2);
const opened = await openStore(JSON.parse(present(options, () => "the first argument is missing")) as StoreOptions);
if (!opened.ok) {
  writeSync(2, `${opened.error.message}\n`);
  process.exit(1);
}
const store = opened.value;
let seq = await store.lastSeq();
writeSync(1, `open ${seq}\n`);
await Promise.all(Array.from({ length: IN_FLIGHT }, appendWithoutEnd));

async function appendWithoutEnd(_: unknown, lane: number): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    const records = Array.from({ length: 1 + ((turn * 7 + lane) % 20) }, () => {
      seq += 1;
      return factRecord(seq, { eventId: eventIdOf(incarnation ?? "0", seq), body: bodyOf(seq) });
    });
    const last = seq;
    const commands = [{ commandId: `command-${last}`, argumentsHash: "hash", seq: last, answer: null }];
    await store.append(commitOf({ records, audit: [auditRow(last)], commands, clock: last }));
    writeSync(1, `acked ${last}\n`);
    if (lane === 0 && turn % SNAPSHOT_EVERY === 1) {
      await store.saveSnapshot({ seq: last, payload: new TextEncoder().encode(bodyOf(last).repeat(2_000)) });
    }
  }
}
