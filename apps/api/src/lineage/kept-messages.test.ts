import { checkEvent } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { expect, test } from "vitest";
import { withMessages } from "./kept-messages.ts";

function state(seq: number, more: object = {}): AnyFact {
  const data = { resource: "LINE-1", since: "2026-03-02T08:00:00Z", state: "running" };
  const about = { specversion: "1.0", source: "/edge/lines/LINE-1", type: "mes.resource-state" };
  const event = { ...about, id: `s-${seq}`, time: "2026-03-02T08:00:00Z", data, ...more };
  const checked = checkEvent(event, { receivedAt: 0, seq, mode: "manual" });
  if (!checked.ok) throw new Error(checked.error.reason);
  return checked.value;
}

const READ = { rawfirst: "plant/LINE-1@1", rawlast: "plant/LINE-1@2", rawcount: 40 };
const of = { kind: "resource", id: "LINE-1" };
const kept = (seq: number) => ({ seq, sha256: `hash-${seq}`, place: `place-${seq}`, bytes: 2, body: "{}" });
const told = async (facts: readonly AnyFact[]) =>
  withMessages(
    facts.map((fact) => ({ fact, role: "its state", of })),
    {
      store: {
        rawOf: async () => [kept(11), kept(21)],
        ruleSetPlaces: async () => [
          { version: 1, seq: 10 },
          { version: 2, seq: 20 },
        ],
      },
      connectorOf: () => "mqtt:lines",
    },
  );

test("a fact of readings shows the one that made it where it is kept, one of a message the message, any other nothing", async () => {
  const rows = await told([state(11), state(21, READ), state(22, READ), state(23)]);
  expect(
    rows.map(({ origin, message, readings }) => [origin, message?.sha256 ?? null, readings?.count ?? null]),
  ).toEqual([
    ["MESSAGE", "hash-11", null],
    ["READINGS", "hash-21", 40],
    ["READINGS", null, 40],
    ["NOT_KEPT", null, null],
  ]);
});

test("a fact was judged by the rules whose command stands before it in the log", async () => {
  const rows = await told([9, 11, 19, 21].map((seq) => state(seq)));
  expect(rows.map(({ ruleSetVersion }) => ruleSetVersion)).toEqual([0, 1, 1, 2]);
});
