import type { Log } from "../log.ts";

/** What of the embedded broker's memory is bounded; bytes are of topics and payloads. */
export const MOST_KEPT = {
  /** For one session that has not acknowledged. */
  sessionMessages: 10_000,
  sessionBytes: 16_777_216,
  /** For all that nobody is connected to. */
  awayBytes: 67_108_864,
  retainedTopics: 10_000,
  retainedBytes: 33_554_432,
} as const;

export interface Kept {
  readonly topic?: string;
  readonly payload?: string | Uint8Array;
  readonly messageId?: number | undefined;
}

interface Session {
  readonly clientId: string;
}

interface Known {
  readonly id: string;
}

/** Of aedes' memory what is bounded here (aedes-persistence); the rest of it is as it was. */
export interface BrokerMemory {
  storeRetained(packet: Kept): Promise<void>;
  outgoingEnqueue(to: Session, packet: Kept): Promise<void>;
  outgoingEnqueueCombi(to: readonly Session[], packet: Kept): Promise<void>;
  outgoingUpdate(client: Known, packet: Kept): Promise<void>;
  outgoingClearMessageId(client: Known, packet: Kept): Promise<Kept | undefined>;
  incomingStorePacket(client: Known, packet: Kept): Promise<void>;
}

interface Bounds {
  readonly isConnected: (clientId: string) => boolean;
  /** Topics that are kept in any case. */
  readonly isOwn: (topic: string) => boolean;
  readonly log: Log;
}

/** What is kept for one session. */
interface Queue {
  messages: number;
  bytes: number;
  /** By the number under which it was sent: of a message that is half acknowledged the rest is not there any more. */
  readonly sent: Map<number, number>;
  isFull: boolean;
}

/**
 * Bounds what a broker keeps in memory for others: what is more is not kept, and that is logged. What is read here, and
 * what goes to those who are connected and acknowledge, is not touched.
 */
export function boundMemory(memory: BrokerMemory, bounds: Bounds): void {
  boundRetained(memory, bounds);
  boundSessions(memory, bounds);
  const incoming = memory.incomingStorePacket.bind(memory);
  // Only its number is ever looked for, to know it when it comes again.
  memory.incomingStorePacket = (client, packet) => incoming(client, { ...packet, payload: "" });
}

function boundRetained(memory: BrokerMemory, { isOwn, log }: Bounds): void {
  const store = memory.storeRetained.bind(memory);
  const sizes = new Map<string, number>();
  let bytes = 0;
  let isFull = false;

  memory.storeRetained = async (packet) => {
    const { topic = "" } = packet;
    const before = sizes.get(topic) ?? 0;
    const size = sizeOf(packet);
    const isGone = length(packet.payload) === 0;
    const hasRoom =
      (before > 0 || sizes.size < MOST_KEPT.retainedTopics) && bytes - before + size <= MOST_KEPT.retainedBytes;
    if (isGone || hasRoom || isOwn(topic)) {
      sizes.delete(topic);
      if (!isGone) sizes.set(topic, size);
      bytes += (isGone ? 0 : size) - before;
      if (isGone) isFull = false;
      await store(packet);
      return;
    }
    if (!isFull) {
      const { retainedTopics, retainedBytes } = MOST_KEPT;
      log.warn(
        { topic, retainedTopics, retainedBytes },
        "the embedded broker retains no more: it is told, and not kept",
      );
    }
    isFull = true;
    // What was kept there is not so any more.
    if (before > 0) await memory.storeRetained({ ...packet, payload: "" });
  };
}

function boundSessions(memory: BrokerMemory, { isConnected, log }: Bounds): void {
  const enqueue = memory.outgoingEnqueueCombi.bind(memory);
  const update = memory.outgoingUpdate.bind(memory);
  const clear = memory.outgoingClearMessageId.bind(memory);
  const queues = new Map<string, Queue>();
  let bytes = 0;

  function hasRoom(clientId: string, { messages, bytes: own }: Queue, size: number): boolean {
    const isWithin = messages < MOST_KEPT.sessionMessages && own + size <= MOST_KEPT.sessionBytes;
    return isWithin && (isConnected(clientId) || bytes + size <= MOST_KEPT.awayBytes);
  }

  /** Whether it is kept for this session. */
  function take(clientId: string, size: number): boolean {
    const queue = queues.get(clientId) ?? { messages: 0, bytes: 0, sent: new Map(), isFull: false };
    queues.set(clientId, queue);
    if (hasRoom(clientId, queue, size)) {
      queue.messages += 1;
      queue.bytes += size;
      bytes += size;
      return true;
    }
    if (!queue.isFull) {
      const { messages } = queue;
      log.warn(
        { client: clientId, messages, bytes },
        "the embedded broker keeps no more for an MQTT session: what comes is lost to it",
      );
    }
    queue.isFull = true;
    return false;
  }

  memory.outgoingEnqueueCombi = (to, packet) => {
    const size = sizeOf(packet);
    return enqueue(
      to.filter(({ clientId }) => take(clientId, size)),
      packet,
    );
  };
  memory.outgoingEnqueue = (to, packet) => memory.outgoingEnqueueCombi([to], packet);
  memory.outgoingUpdate = async (client, packet) => {
    await update(client, packet);
    const { messageId, topic } = packet;
    if (messageId !== undefined && topic !== undefined) queues.get(client.id)?.sent.set(messageId, sizeOf(packet));
  };
  memory.outgoingClearMessageId = async (client, packet) => {
    const cleared = await clear(client, packet);
    const queue = queues.get(client.id);
    if (cleared === undefined || queue === undefined) return cleared;
    const { messageId = -1 } = cleared;
    const size = queue.sent.get(messageId) ?? sizeOf(cleared);
    queue.sent.delete(messageId);
    queue.messages -= 1;
    queue.bytes -= size;
    queue.isFull = false;
    bytes -= size;
    if (queue.messages <= 0) queues.delete(client.id);
    return cleared;
  };
}

const sizeOf = ({ topic = "", payload }: Kept): number => topic.length + length(payload);

const length = (payload: string | Uint8Array | undefined): number => payload?.length ?? 0;
