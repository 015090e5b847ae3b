import { setImmediate as turn } from "node:timers/promises";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import * as t from "@lockstep/domain/testing/events";
import { BEGIN, networkEvents } from "@lockstep/testkit/random-history";
import { expect, test } from "vitest";
import { factsOf } from "../testing/facts-of.ts";
import { createEngineHost } from "./engine-host.ts";
import { inTurn } from "./in-turn.ts";
import type { Asked, Reply } from "./protocol.ts";

const settings = { mode: "manual", currency: "EUR" } as const;
const countsOf = (from: number, to: number): CloudEvent[] =>
  Array.from({ length: to - from }, (_, k) =>
    t.count({ item: "C1", site: "A", location: `B-${from + k}`, quantity: 1 }, { id: `count-${from + k}` }),
  );
const facts = factsOf([...networkEvents(), ...countsOf(0, 20_000)], BEGIN);
const later = factsOf(countsOf(20_000, 20_010), BEGIN).map((fact) => ({ ...fact, seq: fact.seq + facts.length }));

const passOf = (id: number, some: typeof facts) =>
  ({ kind: "pass", id, facts: some, clock: BEGIN, displaces: false, pointsOf: null }) as const;
const tellOf = (id: number, asked: readonly Asked[]) => ({ kind: "tell", id, asked, rules: [], pointsOf: 0 }) as const;

test("passes come between the parts of what a question needs, and its answer says of which pass it is", async () => {
  const said: Reply[] = [];
  const ask = inTurn(createEngineHost(settings), (reply) => said.push(reply));
  ask(passOf(1, facts));
  ask(tellOf(2, ["stateHash"]));
  ask(tellOf(3, ["parked"]));
  await turn();
  expect(idsOf(said), "there is more to sum than that").toEqual([1]);
  ask(passOf(4, later));
  expect(idsOf(said)).toEqual([1, 4]);
  for (let k = 0; k < 50 && said.length < 4; k += 1) await turn();
  expect(idsOf(said)).toEqual([1, 4, 2, 3]);
  expect(said[2]).toMatchObject({ kind: "told", told: { pass: 2 } });

  const whole: Reply[] = [];
  const askWhole = inTurn(createEngineHost(settings), (reply) => whole.push(reply));
  askWhole(passOf(1, [...facts, ...later]));
  askWhole(tellOf(2, ["stateHash"]));
  for (let k = 0; k < 50 && whole.length < 2; k += 1) await turn();
  expect(hashIn(said[2])).toMatch(/^[0-9a-f]{64}$/);
  expect(hashIn(said[2])).toBe(hashIn(whole[1]));
});

test("a check comes after all that is asked meanwhile, and finds nothing wrong with what there was before", async () => {
  const said: Reply[] = [];
  const ask = inTurn(createEngineHost(settings), (reply) => said.push(reply));
  ask(passOf(1, facts));
  ask({ kind: "check", id: 2 });
  ask(tellOf(3, ["stateHash"]));
  ask(passOf(4, later));
  for (let k = 0; k < 50 && said.length < 3; k += 1) await turn();
  expect(idsOf(said)).toEqual([1, 4, 3]);
  for (let k = 0; k < 1_000 && said.length < 4; k += 1) await turn();
  expect(said[3]).toEqual({ kind: "checked", id: 2, differences: [] });
});

test("many lines are told in parts, of which the last one is the pass", () => {
  const lines = Array.from({ length: 12_000 }, (_, k) =>
    t.salesLine({ order: `SO-${k}`, item: "F1", site: "A" }, { id: `line-${k}` }),
  );
  const some = factsOf([...networkEvents(), ...lines], BEGIN);
  const said: Reply[] = [];
  inTurn(createEngineHost(settings), (reply) => said.push(reply))(passOf(7, some));
  expect(said.map(({ kind }) => kind)).toEqual(["part", "part", "passed"]);
  const told = said.flatMap((reply) =>
    reply.kind === "part" ? reply.orderLines : reply.kind === "passed" ? reply.passed.orderLines.put : [],
  );
  expect(new Set(told.map(({ view }) => view.id)).size).toBe(told.length);
  expect(told.length).toBeGreaterThanOrEqual(12_000);
  expect(idsOf(said)).toEqual([7, 7, 7]);
});

const idsOf = (said: readonly Reply[]): number[] => said.flatMap((reply) => (reply.kind === "begun" ? [] : [reply.id]));
const hashIn = (reply: Reply | undefined): string | undefined =>
  reply?.kind === "told" ? reply.told.stateHash : undefined;
