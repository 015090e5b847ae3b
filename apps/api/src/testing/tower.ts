import { assert } from "@lockstep/domain/assert";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { createIntake } from "@lockstep/domain/intake";
import { openStore, type Store } from "@lockstep/store/store";
import { pino } from "pino";
import type { EngineThread } from "../engine-thread/engine-thread.ts";
import { inAppOnly } from "../escalation/situation.ts";
import type { Publication } from "../live/publication.ts";
import { createMetrics } from "../metrics.ts";
import { restoreOtif } from "../otif/restore-otif.ts";
import { restore } from "../restore/restore.ts";
import { createAsMoney } from "../wire/money.ts";
import { startWriter } from "../writer/writer.ts";
import type { LogLine } from "./server-process.ts";

/** A writer on a log in memory with a manual clock, with all that it says within reach. */
export async function startTower(startEngine: () => EngineThread) {
  const opened = await openStore({ inMemory: true });
  assert(opened.ok, () => "the log in memory does not open");
  let letThrough: (() => void) | null = null;
  let gate: Promise<void> = Promise.resolve();
  const store: Store = {
    ...opened.value,
    append: async (commit) => {
      await gate;
      return opened.value.append(commit);
    },
  };
  const logged: LogLine[] = [];
  const log = pino({ level: "info" }, { write: (text: string) => void logged.push(JSON.parse(text) as LogLine) });
  const ledger = createLedger();
  const intake = createIntake(ledger);
  const { restored, feeds } = await restore({ store, ledger, intake, clockMode: "manual", log });
  const metrics = createMetrics();
  const otif = await restoreOtif(store, { ledger, clockMode: "manual", currency: "EUR", clock: restored.clock });
  const published: Publication[] = [];
  let lose: (error: unknown) => void = () => {};
  /** Resolves when the writer has given up. */
  const lost = new Promise<unknown>((resolve) => {
    lose = resolve;
  });
  const writer = await startWriter({
    ...{ store, ledger, intake, startEngine, feeds, otif, restored, log, metrics },
    clockMode: "manual",
    asMoney: createAsMoney("EUR"),
    onPublish: (publication) => published.push(publication),
    reach: inAppOnly,
    stewards: [],
    noMoney: new Set(),
    onCalled: () => {},
    onTold: () => {},
    audited: () => [],
    onLost: lose,
  });
  /** Resolves when they are durable, as their sender is told then. */
  const take = async (events: readonly CloudEvent[]): Promise<number> => {
    const texts = events.map((event) => ({ text: JSON.stringify(event) }));
    const { seq } = await writer.take(texts, "test");
    writer.answered();
    return seq;
  };
  const close = async (): Promise<void> => {
    await writer.stop();
    await store.close();
  };
  /** The disk is slow from now on, until it is let go on. */
  const holdLog = (): void => {
    gate = new Promise((resolve) => {
      letThrough = resolve;
    });
  };
  const letLogGoOn = (): void => letThrough?.();
  return { writer, store, ledger, metrics, logged, published, lost, take, holdLog, letLogGoOn, close };
}
