import type { MqttMessage } from "@lockstep/connectors/mqtt/message";
import type { Store } from "@lockstep/store/store";
import { createTurn } from "../imports/in-turn.ts";
import type { Log } from "../log.ts";
import { messageOf } from "./link.ts";

/** What comes for a connector while it is stopped, as a broker keeps it for a session that is away: durable, and bounded. */
export interface WaitingMessages {
  /** Resolves when it is durable; rejects where there is no room: then the message must not be acknowledged. */
  keep(message: MqttMessage): Promise<void>;
  /** Hands all of them on, in order, and forgets what was taken; rejects where one was not: the rest waits on. */
  handOn(to: (message: MqttMessage) => Promise<void>): Promise<void>;
}

export interface WaitingParts {
  readonly store: Pick<Store, "connectorMemory" | "remember">;
  readonly log: Log;
}

export const MOST_WAITING = { messages: 10_000, bytes: 16_777_216 } as const;
/** Handed on together: they are one commit. */
const AT_ONCE = 1_000;

interface Kept {
  readonly key: string;
  readonly message: MqttMessage;
}

/** `name` is what they are remembered by, also over a restart. */
export function createWaiting(name: string, { store, log }: WaitingParts): WaitingMessages {
  const inTurn = createTurn();
  let known: Kept[] | null = null;
  let isFull = false;

  async function queue(): Promise<Kept[]> {
    known ??= (await store.connectorMemory(name))
      .map(([key, text]) => ({ key, message: readKept(text) }))
      .sort((a, b) => Number(a.key) - Number(b.key));
    return known;
  }

  function checkRoom(kept: readonly Kept[], message: MqttMessage): void {
    const bytes = kept.reduce((sum, one) => sum + sizeOf(one.message), sizeOf(message));
    if (kept.length < MOST_WAITING.messages && bytes <= MOST_WAITING.bytes) return;
    const why = "no more is kept for a connector that is stopped: what comes is not acknowledged";
    if (!isFull) log.warn({ connector: name, messages: kept.length }, why);
    isFull = true;
    throw new Error(why);
  }

  return {
    keep: (message) =>
      inTurn(async () => {
        const kept = await queue();
        checkRoom(kept, message);
        const key = String(Number(kept.at(-1)?.key ?? 0) + 1);
        await store.remember(name, [[key, keptText(message)]]);
        kept.push({ key, message });
      }),
    handOn: (to) =>
      inTurn(async () => {
        const kept = await queue();
        while (kept.length > 0) {
          const some = kept.slice(0, AT_ONCE);
          await Promise.all(some.map(({ message }) => to(message)));
          await store.remember(
            name,
            some.map(({ key }) => [key, null]),
          );
          kept.splice(0, some.length);
        }
        isFull = false;
      }),
  };
}

const sizeOf = ({ topic, payload }: MqttMessage): number => topic.length + payload.length;

const keptText = ({ topic, payload }: MqttMessage): string =>
  JSON.stringify({ topic, base64: Buffer.from(payload).toString("base64") });

function readKept(text: string): MqttMessage {
  const { topic, base64 } = JSON.parse(text) as { readonly topic: string; readonly base64: string };
  return messageOf(topic, Buffer.from(base64, "base64"), false);
}
