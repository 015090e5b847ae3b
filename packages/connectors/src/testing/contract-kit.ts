import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import { DAY } from "@lockstep/domain/instant";
import { canonicalText } from "@lockstep/domain/json";
import type { Ledger } from "@lockstep/domain/ledger";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answer, type Happening, MOST_MESSAGE_BYTES, type Offered } from "../contract.ts";
import { type ToldBefore, toldBeforeIn } from "../mapping/told-before.ts";
import { NOON } from "./messages.ts";

/** A connector, or one whose messages are read in a thread or piece by piece. */
interface Asked<Message, Command> {
  handle(happening: Happening<Message>): Answer<Command> | Promise<Answer<Command>>;
}

/** A connector as the kit asks for it. */
export interface Subject<Message, Command> {
  /** `told` is what its sources have told by now, out of `log`. */
  create(told: ToldBefore, log: Ledger): Asked<Message, Command>;
  /** A message with these bytes, at places where the connector listens. */
  message(bytes: Uint8Array, where: number): Message;
  /** Messages that make at least one fact, in the order in which they come. */
  readonly good: readonly Message[];
  /** A message that cannot be understood. */
  readonly bad: Message;
  /** How many bytes a message may have, if that is another limit than most have. */
  readonly mostBytes?: number;
}

/** What the log knows a fact by, with all that it says: the same id with another content would be refused. */
const identityOf = (one: Offered): string => canonicalText("value" in one ? one.value : one);

/** What `contract.ts` promises, asked of any connector. */
export function testContract<Message, Command>(name: string, subject: Subject<Message, Command>): void {
  const happening = (message: Message, at = NOON): Happening<Message> => ({ kind: "message", at, message });
  const offer = async (connector: Asked<Message, Command>, messages: readonly Message[]): Promise<Offered[]> => {
    const offered: Offered[] = [];
    for (const [k, message] of messages.entries()) {
      offered.push(...(await connector.handle(happening(message, NOON + k))).offered);
    }
    return offered;
  };
  const begin = async (log: Ledger = createLedger()): Promise<Asked<Message, Command>> => {
    const connector = subject.create(toldBeforeIn(log), log);
    await connector.handle({ kind: "up", at: NOON });
    return connector;
  };

  describe(`the connector ${name} keeps the contract`, () => {
    test("makes facts of good messages that the log accepts, each with an id of its own", async () => {
      const offered = await offer(await begin(), subject.good);
      expect(offered.length).toBeGreaterThan(0);
      const receipt = { receivedAt: NOON + DAY, seq: 1, mode: "live" } as const;
      const checked = offered.map((one) => [one, checkEvent("value" in one ? one.value : null, receipt)] as const);
      for (const one of checked) expect(one).toMatchObject([one[0], { ok: true }]);
      const ids = checked.map(([, fact]) => (fact.ok ? `${fact.value.source} ${fact.value.id}` : ""));
      expect(new Set(ids).size).toBe(ids.length);
    });

    test("offers the same fact of a message that comes twice, so that the log drops it", async () => {
      const log = createLedger();
      const connector = await begin(log);
      const once = await offer(connector, subject.good);
      tell(log, once);
      const told = new Set(once.map(identityOf));
      const again = (await offer(connector, subject.good)).filter((one) => !told.has(identityOf(one)));
      expect(again).toEqual([]);
    });

    test("offers what it cannot understand whole, with the rule and the reason", async () => {
      const connector = await begin();
      await offer(connector, subject.good);
      const [refused] = await offer(connector, [subject.bad]);
      expect(refused).toMatchObject({
        text: expect.stringMatching(/./) as string,
        refused: {
          rule: expect.stringMatching(/^[a-z0-9-]+$/) as string,
          reason: expect.stringMatching(/\.$/) as string,
        },
      });
    });

    test("goes on after what it cannot understand as if that had not come", async () => {
      const connector = await begin();
      await offer(connector, [subject.bad]);
      expect(await offer(connector, subject.good)).toEqual(await offer(await begin(), subject.good));
    });

    test("offers the same facts of the same messages after a restart", async () => {
      const offered = await offer(await begin(), subject.good);
      expect(await offer(await begin(), subject.good)).toEqual(offered);
      const log = createLedger();
      tell(log, offered);
      expect(await offer(await begin(log), subject.good)).toEqual(offered);
    });

    test("takes any bytes at any time, and never throws", async () => {
      const connector = await begin();
      const step = fc.oneof(
        fc.record({ kind: fc.constant("bytes" as const), bytes: fc.uint8Array({ maxLength: 200 }), where: fc.nat() }),
        fc.record({ kind: fc.constantFrom("up" as const, "down" as const, "time" as const) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
          for (const one of steps) {
            const message = one.kind === "bytes" ? subject.message(one.bytes, one.where) : null;
            if (message !== null) await connector.handle(happening(message));
            else if (one.kind !== "bytes") await connector.handle({ kind: one.kind, at: NOON });
          }
        }),
        { numRuns: 200 },
      );
    });

    test("refuses a message that is too large, and keeps only its first part", async () => {
      const { mostBytes = MOST_MESSAGE_BYTES } = subject;
      const [refused] = await offer(await begin(), [subject.message(new Uint8Array(mostBytes + 1).fill(97), 0)]);
      expect(refused).toMatchObject({ refused: { rule: "too-large" } });
      expect((refused as { text: string }).text.length).toBeLessThanOrEqual(MOST_MESSAGE_BYTES);
    });
  });
}

/** What a log knows of what was offered, in its order. */
export function toldBy(offered: readonly Offered[]): ToldBefore {
  const ledger = createLedger();
  tell(ledger, offered);
  return toldBeforeIn(ledger);
}

function tell(ledger: Ledger, offered: readonly Offered[]): void {
  for (const [k, one] of offered.entries()) {
    if (!("value" in one)) continue;
    const checked = checkEvent(one.value, { seq: k + 1, receivedAt: NOON + 60_000, mode: "live" });
    if (checked.ok) ledger.add(checked.value);
  }
}
