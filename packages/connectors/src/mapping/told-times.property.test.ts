import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { MqttJson } from "../configuration.ts";
import { NO_CONTEXT } from "../edge/edge-context.ts";
import { createMqttJson } from "../mqtt/mqtt-json.ts";
import { message, NOON } from "../testing/messages.ts";
import { toldBeforeIn } from "./told-before.ts";

const config: MqttJson = {
  id: "lines",
  kind: "mqtt-json",
  mappings: [
    {
      name: "hold",
      topic: "hold",
      type: "mes.quality-hold",
      time: { pointer: "/ts" },
      data: {
        id: { constant: "H-1" },
        "target/productionOrder": { constant: "WO-1" },
        state: { constant: "held" },
        reason: { pointer: "/n", as: "text" },
      },
    },
  ],
};

/** A message of a time that few others have; what is not in the log yet comes again after a restart. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("message" as const), ts: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("again" as const), back: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const), lost: fc.integer({ min: 0, max: 3 }) }) },
);

test("however often messages come again, and whenever it is restarted, the last of the latest time is in force", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const ledger = createLedger();
      const context = () => ({ ...NO_CONTEXT, told: toldBeforeIn(ledger) });
      const sent: { readonly n: number; readonly ts: number }[] = [];
      /** What was told, and is not in the log yet. */
      let underWay: unknown[] = [];
      let connector = createMqttJson(config, context);

      function say(said: { readonly n: number; readonly ts: number }): void {
        const text = JSON.stringify({ n: said.n, ts: NOON + said.ts });
        const { offered } = connector.handle({ kind: "message", at: NOON, message: message("hold", text) });
        for (const one of offered) if ("value" in one) underWay.push(one.value);
      }

      function settle(all: number): void {
        for (const value of underWay.slice(0, all)) {
          const checked = checkEvent(value, { receivedAt: NOON, seq: ledger.size + 1, mode: "live" });
          if (!checked.ok) throw new Error(checked.error.reason);
          expect(ledger.find(checked.value.source, checked.value.id)?.canonical ?? checked.value.canonical).toBe(
            checked.value.canonical,
          );
          ledger.add(checked.value);
        }
        underWay = underWay.slice(all);
      }

      for (const one of steps) {
        if (one.kind === "message") {
          const fresh = { n: sent.length, ts: one.ts };
          sent.push(fresh);
          say(fresh);
        } else if (one.kind === "again") {
          const again = sent.at(-one.back);
          if (again !== undefined) say(again);
        } else {
          const kept = underWay.length - Math.min(one.lost, underWay.length);
          settle(kept);
          const lost = underWay.map((value) => (value as { id: string }).id);
          underWay = [];
          connector = createMqttJson(config, context);
          // Its broker has no acknowledgement of these.
          if (lost.length > 0) for (const unsure of sent.slice(-lost.length)) say(unsure);
        }
      }
      settle(underWay.length);
      const latest = Math.max(...sent.map(({ ts }) => ts));
      const last = sent.findLast(({ ts }) => ts === latest);
      const inForce = ledger.factsOf("mes.quality-hold", "H-1").at(-1)?.data as { reason: string } | undefined;
      expect(inForce?.reason).toBe(last === undefined ? undefined : String(last.n));
    }),
    { numRuns: 500 },
  );
});
