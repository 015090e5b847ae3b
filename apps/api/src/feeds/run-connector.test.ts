import { type Connector, NOTHING, type Offered } from "@lockstep/connectors/contract";
import type { MqttCommand, MqttMessage } from "@lockstep/connectors/mqtt/message";
import { expect, test, vi } from "vitest";
import { createLog } from "../log.ts";
import { type LinkEvents, messageOf } from "./link.ts";
import { runConnector } from "./run-connector.ts";

/** Counts its messages; fails on "fail", and asks to be woken on "wait". */
function counting(): Connector<MqttMessage, MqttCommand> {
  let seen = 0;
  return {
    handle(happening) {
      if (happening.kind === "time") return { ...NOTHING, offered: [{ text: "woken" }] };
      if (happening.kind !== "message") return NOTHING;
      if (happening.message.text === "fail") throw new Error("a mistake");
      if (happening.message.text === "wait") return { ...NOTHING, wakeAt: happening.at + 30 };
      seen += 1;
      return { ...NOTHING, offered: [{ text: String(seen) }] };
    },
  };
}

function run() {
  const taken: Offered[] = [];
  const lost: (string | null)[] = [];
  let events: LinkEvents | null = null;
  const connector = runConnector({
    id: "test",
    machine: { filters: [], cleanSession: true, will: () => null, create: counting },
    open(given) {
      events = given;
      return { send: () => {}, stop: () => Promise.resolve() };
    },
    take: (offered) => Promise.resolve(taken.push(...offered)),
    health: () => {},
    notice: () => {},
    lost: (why) => void lost.push(why?.text ?? null),
    failed: () => void lost.push("failed"),
    log: createLog("silent"),
  });
  const say = async (text: string): Promise<void> => {
    await events?.message(messageOf("a/b", Buffer.from(text), false));
  };
  return { connector, taken, say, lost, events: () => events };
}

test("a connector that fails begins anew, and the message on which it did is kept", async () => {
  const { connector, taken, say } = run();
  for (const text of ["x", "x", "fail", "x"]) await say(text);
  expect(taken).toEqual([
    { text: "1" },
    { text: "2" },
    {
      text: '{"topic":"a/b","payload":"fail"}',
      refused: { rule: "connector-failed", reason: expect.stringContaining("report it") as string },
    },
    { text: "1" },
  ]);
  expect(connector.status).toMatchObject({ messages: 4, offered: 4, refused: 1, failures: 1 });
});

test("one that asks to be woken is, unless it has been stopped", async () => {
  const [one, other] = [run(), run()];
  await one.say("wait");
  await other.say("wait");
  await other.connector.stop();
  await vi.waitFor(() => expect(one.taken).toEqual([{ text: "woken" }]));
  expect(other.taken).toEqual([]);
  await expect(other.say("x")).rejects.toThrow("shutting down");
});

test("that there is no connection is told at once and with each attempt, and taken back when there is one", () => {
  const { lost, events } = run();
  events()?.down(1, { kind: "CANNOT_CONNECT", why: "connect ECONNREFUSED", againInMs: 500 });
  events()?.up(2);
  expect(lost).toEqual(["failed", "There is no connection to its broker: connect ECONNREFUSED.", null]);
});
