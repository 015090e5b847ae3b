import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { counts, item, MORNING, site } from "./facts.ts";
import type { FactsAnswer, ServerProcess } from "./server-process.ts";

const BATCH = 25;

/**
 * Sends facts in a stream of batches and kills the server under it so many times, at moments all over its work. What was
 * answered with 202 must be there afterwards, once; what was not is sent again, as a sender would. In the end the state
 * must be that of `clean`, which has got the same facts in one go.
 */
export async function expectNothingLost(server: ServerProcess, clean: ServerProcess, kills: number): Promise<void> {
  const facts = [site("PLANT-A"), item("FG-1"), ...counts(0, 100_000)];
  let sent = 0;
  for (let k = 0; k < kills; k += 1) {
    const killed = sleep(30 + ((k * 37) % 400)).then(() => server.end("SIGKILL"));
    sent = await sendUntilKilled(server, facts, sent);
    await killed;
    await server.restart();
    const { seq } = await stateOf(server);
    expect(seq, "every fact that was answered is there").toBeGreaterThanOrEqual(sent);
    expect(seq, "and at most the batch that was under way").toBeLessThanOrEqual(sent + BATCH);
  }
  const all = facts.slice(0, sent + BATCH);
  const last = await server.send(all);
  expect(last.duplicates).toBeGreaterThanOrEqual(sent);
  expect(last.accepted + last.duplicates).toBe(all.length);
  expect(last.seq, "none is there twice").toBe(all.length);
  await clean.send(all);
  for (const one of [server, clean]) await one.setClock(MORNING);
  expect(await stateOf(server)).toEqual(await stateOf(clean));
}

/** How many facts have been answered for: all up to there. */
async function sendUntilKilled(server: ServerProcess, facts: readonly object[], from: number): Promise<number> {
  let sent = from;
  for (;;) {
    const body = JSON.stringify(facts.slice(sent, sent + BATCH));
    const type = { "content-type": "application/cloudevents-batch+json" };
    const answer = await server.post<FactsAnswer>("/facts", body, type).catch(() => null);
    if (answer === null) return sent;
    expect(answer.status).toBe(202);
    expect(answer.body.accepted + answer.body.duplicates).toBe(BATCH);
    sent += BATCH;
  }
}

async function stateOf(server: ServerProcess): Promise<{ seq: number; stateHash: string }> {
  const { data } = await server.ask<{ asOf: { seq: number; stateHash: string } }>("{ asOf { seq stateHash } }");
  return data?.asOf ?? { seq: -1, stateHash: "" };
}
