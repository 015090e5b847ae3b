import { setTimeout as sleep } from "node:timers/promises";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";
import type { FeedBook } from "../view/feed-book.ts";
import type { Restored, Writer } from "../writer/contract.ts";
import type { FactArchive } from "./fact-archive.ts";
import { packSnapshot } from "./snapshot.ts";

const LOOK_EVERY_MS = 10_000;
/** How much the log must have grown: so many records, and for a long log such a share of it. */
const RECORDS = 20_000;
const SHARE = 0.05;
/** At the end it is worth it for less: the next start is quicker. */
const RECORDS_AT_END = 2_000;

/** Before each part, in the background: what comes in meanwhile goes first. */
const REST_MS = 100;

export interface SnapshotParts {
  readonly store: Store;
  readonly writer: Writer;
  readonly ledger: Ledger;
  readonly feeds: FeedBook;
  readonly restored: Restored;
  readonly archive: FactArchive;
  readonly rules: string;
  readonly log: Log;
}

export interface Snapshots {
  /** Takes no more in the background; takes a last one if there is enough to keep. */
  finish(): Promise<void>;
}

/** Keeps what is in memory beside the log from time to time, so that the next start need not read all of it. */
export function startSnapshots(parts: SnapshotParts): Snapshots {
  const { store, writer, restored, archive, rules, log } = parts;
  let lastSeq = restored.snapshotSeq;
  let isFinishing = false;
  let saving: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    if (writer.seq - lastSeq < Math.max(RECORDS, lastSeq * SHARE)) return;
    lastSeq = writer.seq;
    saving = saving.then(save);
  }, LOOK_EVERY_MS);

  const rest = async (): Promise<void> => {
    if (!isFinishing) await sleep(REST_MS);
  };

  async function save(): Promise<void> {
    const began = performance.now();
    try {
      const taken = await writer.look(({ seq, workflow, auditNumber }) => ({
        seq,
        facts: archive.pack(parts.ledger, seq, rest),
        about: { rules, feeds: parts.feeds.tallies(), workflow, auditNumber },
      }));
      const facts = await taken.facts;
      await store.saveSnapshot({ seq: taken.seq, payload: packSnapshot({ facts, ...taken.about }), rest });
      lastSeq = taken.seq;
      const took = Math.round(performance.now() - began);
      log.info({ seq: taken.seq, facts: parts.ledger.size, milliseconds: took }, "a snapshot is kept");
    } catch (error) {
      log.warn(error, "no snapshot could be kept; the log itself is not touched by that");
    }
  }

  return {
    async finish() {
      isFinishing = true;
      clearInterval(timer);
      await saving;
      if (writer.seq - lastSeq >= RECORDS_AT_END) await save();
    },
  };
}
