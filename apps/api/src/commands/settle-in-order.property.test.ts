import { present } from "@lockstep/domain/assert";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuditVerifier } from "../audit/verifier.ts";
import { createContext } from "../graphql/context.ts";
import { createFeedTokens, type FeedTokens } from "../identity/feed-tokens.ts";
import { developer } from "../identity/viewer.ts";
import { createToldPlans } from "../query/plan-changes.ts";
import { engineHere } from "../testing/engine-here.ts";
import { fact } from "../testing/facts.ts";
import { noAccounts } from "../testing/no-accounts.ts";
import { startTower } from "../testing/tower.ts";
import { createQuarantineBook } from "../view/quarantine-book.ts";
import type { Writer } from "../writer/contract.ts";
import { assignQuarantined } from "./assign-quarantined.ts";
import { discard, resubmit } from "./settle.ts";
import { discardCause, resubmitCause } from "./settle-cause.ts";

let tower: Awaited<ReturnType<typeof startTower>>;
let feedTokens: FeedTokens;

beforeAll(async () => {
  tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  feedTokens = await createFeedTokens(tower.store, pino({ level: "silent" }));
}, 60_000);
afterAll(() => tower.close());

const contextOn = (writer: Writer) =>
  createContext({
    viewer: developer,
    writer,
    store: tower.store,
    ledger: tower.ledger,
    past: null,
    stewards: [],
    feedTokens,
    accounts: noAccounts,
    noMoney: new Set(),
    toldPlans: createToldPlans(),
    auditVerifier: createAuditVerifier({
      ...{ store: tower.store, place: null, log: pino({ level: "silent" }) },
      note: (noted) => writer.note([noted]),
      onFinding: () => writer.refresh(),
    }),
  });

let runs = 0;
/** As many facts of one cause that no other run has, the oldest first. */
async function quarantined(count: number) {
  runs += 1;
  const connector = `run-${runs}`;
  const events = Array.from({ length: count }, (_, k) =>
    fact("master.item", `i-${runs}-${k}`, { id: `I-${runs}-${k}`, name: "x", uom: k }),
  );
  await tower.writer.take(
    events.map((event) => ({ text: JSON.stringify(event) })),
    connector,
  );
  const causes = [...tower.writer.view.quarantine.book.causes()];
  const cause = present(
    causes.find((one) => one.connector === connector),
    () => "no such cause",
  );
  return { cause: cause.id, ids: [...cause.facts.keys()] };
}

type Step =
  | { readonly what: "resubmit" | "discard" | "assign"; readonly at: number }
  | { readonly what: "resubmit-all" | "discard-all" | "assign-all" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ what: fc.constantFrom("resubmit" as const, "discard" as const, "assign" as const), at: fc.nat(3) }),
  fc.record({ what: fc.constantFrom("resubmit-all" as const, "discard-all" as const, "assign-all" as const) }),
);

type Lot = Awaited<ReturnType<typeof quarantined>>;

/** What the command answers, or the code of its refusal. */
async function carryOut({ cause, ids }: Lot, one: Step, commandId: string): Promise<unknown> {
  const context = contextOn(tower.writer);
  const id = "at" in one ? (ids[one.at] ?? "") : "";
  const run = async (): Promise<unknown> => {
    switch (one.what) {
      case "resubmit": {
        const { fact: text } = present(await tower.store.findQuarantined(id), () => id);
        return resubmit(context, { id, fact: text.replace(/"uom":\d+/, '"uom":"pc"'), commandId });
      }
      case "discard":
        return discard(context, { id, reason: "no use", commandId });
      case "assign":
        return assignQuarantined(context, { ids: [id], to: `owner-${one.at}`, commandId });
      case "resubmit-all": {
        const patch = JSON.stringify([{ op: "replace", path: "/data/uom", value: "pc" }]);
        return resubmitCause(context, { cause, patch, commandId });
      }
      case "discard-all":
        return discardCause(context, { cause, reason: "no use", commandId });
      case "assign-all":
        return assignQuarantined(context, { cause, to: "all", commandId });
    }
  };
  return run().catch((error: { extensions?: { code?: string } }) => error.extensions?.code ?? String(error));
}

/** What is kept of them, without the names and positions that differ from run to run. */
const standing = async ({ cause, ids }: Lot) => ({
  rows: (await Promise.all(ids.map((id) => tower.store.findQuarantined(id)))).map((row) => [
    row?.state,
    row?.settledReason,
    row?.owner,
    row?.corrected?.replaceAll(/\d+-(\d+)/g, "$1"),
  ]),
  owner: tower.writer.view.quarantine.book.ownerOfCause(cause),
});

test("commands that are sent again, in whatever order and however often, change nothing and are answered the same", async () => {
  const schedule = fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    again: fc.array(fc.nat(4), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(schedule, async ({ steps, again }) => {
      const [once, often] = [await quarantined(4), await quarantined(4)];
      const name = (lot: Lot, k: number) => `${lot.cause}-${k}`;
      for (const [k, one] of steps.entries()) await carryOut(once, one, name(once, k));
      const answers: unknown[] = [];
      for (const [k, one] of steps.entries()) {
        answers.push(await carryOut(often, one, name(often, k)));
        const before = { seq: await tower.store.lastSeq(), standing: await standing(often) };
        for (const earlier of again.filter((place) => place <= k)) {
          const answer = await carryOut(
            often,
            present(steps[earlier], () => "no step"),
            name(often, earlier),
          );
          expect(stateOf(answer)).toEqual(stateOf(answers[earlier]));
        }
        expect({ seq: await tower.store.lastSeq(), standing: await standing(often) }).toEqual(before);
      }
      expect((await standing(often)).rows).toEqual((await standing(once)).rows);
      await expectBookOfStore();
    }),
    { numRuns: 12 },
  );
}, 60_000);

/** One fact is shown as it stands now: who has it may have changed since. */
const stateOf = (answer: unknown): unknown =>
  typeof answer === "object" && answer !== null && "state" in answer ? answer.state : answer;

/** What is kept in memory is what the store says, as after a restart. */
async function expectBookOfStore(): Promise<void> {
  const fresh = createQuarantineBook(await tower.store.quarantineOwners());
  for await (const page of tower.store.quarantineKeys()) fresh.keep({ quarantined: page, settled: [], assigned: [] });
  const { book } = tower.writer.view.quarantine;
  expect({ open: book.open, total: book.total }).toEqual({ open: fresh.open, total: fresh.total });
  const shown = (causes: ReturnType<typeof book.causes>) => new Map([...causes].map((one) => [one.id, one]));
  expect(shown(book.causes())).toEqual(shown(fresh.causes()));
}

test("a bulk command that broke off in the midst goes on behind its last part, and is answered with the sum", async () => {
  const { cause } = await quarantined(2_300);
  const { writer, store } = tower;
  let left = 2;
  const breaking: Writer = {
    ...writer,
    get view() {
      return writer.view;
    },
    command: (request) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error("the process was killed")) : writer.command(request);
    },
  };
  const patch = JSON.stringify([{ op: "replace", path: "/data/uom", value: "pc" }]);
  const args = { cause, patch, commandId: "broken" };
  await expect(resubmitCause(contextOn(breaking), args)).rejects.toThrow("the process was killed");
  expect(await store.countQuarantined({ cause, state: "open" })).toBe(1_300);
  const done = await resubmitCause(contextOn(writer), args);
  expect(done).toEqual({ cause, accepted: 2_300, duplicates: 0, discarded: 0, stillWrong: 0, reasons: [] });
  const seq = await store.lastSeq();
  expect(await resubmitCause(contextOn(writer), args)).toEqual(done);
  expect(await store.lastSeq()).toBe(seq);
  await expectBookOfStore();
  expect((await store.verifyAudit()).ok).toBe(true);
  const audited = [];
  for await (const page of store.audit()) audited.push(...page.filter(({ event }) => event.includes('"broken"')));
  expect(audited).toHaveLength(2_300);
  expect(JSON.parse(audited[0]?.event ?? "")).toMatchObject({
    became: "accepted",
    changes: [{ op: "replace", path: "/data/uom", value: '"pc"' }],
  });
}, 60_000);
