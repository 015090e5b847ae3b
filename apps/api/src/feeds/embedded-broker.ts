import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { MqttCommand, MqttMessage } from "@lockstep/connectors/mqtt/message";
import { readTopicPattern, type TopicPattern } from "@lockstep/connectors/mqtt/topic-pattern";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { Aedes } from "aedes";
import type { Log } from "../log.ts";
import { type BrokerMemory, boundMemory } from "./bounded-memory.ts";
import { type Link, type LinkEvents, messageOf } from "./link.ts";
import type { WaitingMessages } from "./waiting-messages.ts";

/** A broker within this process. What it keeps (sessions, retained messages) is in memory, and bounded. */
export interface EmbeddedBroker {
  readonly port: number;
  /** Begins to take connections; before, they are closed. */
  open(): Promise<void>;
  /**
   * A connection that needs no network: a message is acknowledged to its sender when its facts are durable. After its end
   * what comes with QoS 1 or 2 waits for the next one with the same `waiting`; null: it is for nobody.
   */
  link(filters: readonly string[], events: LinkEvents, waiting?: WaitingMessages | null): Link;
  stop(): Promise<void>;
}

/** It asks nobody who they are: whoever is elsewhere comes through a broker of the plant. */
const HERE = "127.0.0.1";

/** What its types do not tell. */
interface Inner {
  readonly persistence: BrokerMemory;
  readonly clients: Readonly<Record<string, { readonly closed: boolean } | undefined>>;
}

interface Reader {
  readonly patterns: readonly TopicPattern[];
  readonly waiting: WaitingMessages | null;
  message: (message: MqttMessage) => Promise<void>;
  /** Of one that is away what comes with QoS 0 is lost. */
  isAway: boolean;
}

/** Listens on this machine alone, wherever the page is reached; or says in one line why it cannot. */
export async function startEmbeddedBroker(port: number, log: Log): Promise<Result<EmbeddedBroker, string>> {
  const readers = new Set<Reader>();
  const sockets = new Set<Socket>();
  const ownRetained = new Set<string>();
  let isOpen = false;
  const broker = new Aedes({
    authorizePublish(_client, packet, callback) {
      if (packet.topic.startsWith("$")) {
        callback(new Error("topics with $ are the broker's own"));
        return;
      }
      const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
      const reading = [...readers].filter(
        ({ patterns, isAway }) =>
          !(isAway && packet.qos === 0) && patterns.some((one) => one.match(packet.topic) !== null),
      );
      const message = messageOf(packet.topic, payload, false);
      Promise.all(reading.map((reader) => reader.message(message))).then(
        () => callback(null),
        // Its connection is closed: it sends again what was not acknowledged.
        () => callback(new Error("the facts of the message are not durable")),
      );
    },
  });
  broker.on("clientError", (client, error) => log.debug({ client: client.id, why: error.message }, "an MQTT client"));
  broker.on("connectionError", (_client, error) => log.debug({ why: error.message }, "an MQTT client"));
  const server = createServer((socket) => {
    if (!isOpen) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.setNoDelay(true);
    broker.handle(socket);
  });
  const listening = await listen(server, port);
  if (!listening.ok) return listening;
  log.info({ url: `mqtt://${HERE}:${listening.value}` }, "the embedded broker listens, on this machine alone");
  return ok({
    port: listening.value,
    async open() {
      await broker.listen();
      const { persistence, clients } = broker as Aedes & Inner;
      boundMemory(persistence, {
        isConnected: (clientId) => clients[clientId]?.closed === false,
        isOwn: (topic) => ownRetained.has(topic),
        log,
      });
      isOpen = true;
    },
    link(filters, events, waiting = null) {
      for (const one of readers) if (waiting !== null && one.waiting === waiting) readers.delete(one);
      let handedOn: Promise<void> | null = null;
      /** What has waited comes first. */
      const first = (waiting: WaitingMessages): Promise<void> => {
        handedOn ??= waiting.handOn(events.message).catch((error: unknown) => {
          handedOn = null;
          throw error;
        });
        return handedOn;
      };
      const message =
        waiting === null ? events.message : (one: MqttMessage) => first(waiting).then(() => events.message(one));
      const reader: Reader = { patterns: filters.map(patternOf), waiting, message, isAway: false };
      readers.add(reader);
      // The link is in the hands of its owner before it says anything.
      queueMicrotask(() => {
        events.up(Date.now());
        if (waiting !== null) first(waiting).catch((error: unknown) => log.warn(error, "what has waited waits on"));
      });
      return {
        send(command) {
          if (command.retain) ownRetained.add(command.topic);
          broker.publish(packetOf(command), () => {});
        },
        async stop(last) {
          if (waiting === null) readers.delete(reader);
          else {
            reader.message = waiting.keep;
            reader.isAway = true;
          }
          if (last !== null) await new Promise<void>((done) => broker.publish(packetOf(last), () => done()));
        },
      };
    },
    async stop() {
      isOpen = false;
      const closed = once(server, "close");
      server.close();
      await new Promise<void>((done) => broker.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  });
}

const packetOf = ({ topic, payload, qos, retain }: MqttCommand) => ({
  cmd: "publish" as const,
  topic,
  payload: Buffer.from(payload),
  qos,
  retain,
  dup: false,
});

function patternOf(filter: string): TopicPattern {
  const pattern = readTopicPattern(filter);
  if (!pattern.ok) throw new Error(pattern.error);
  return pattern.value;
}

function listen(server: Server, port: number): Promise<Result<number, string>> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(refuse(reasonOf(error, port))));
    server.listen(port, HERE, () => {
      const address = server.address();
      resolve(ok(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}

function reasonOf(error: NodeJS.ErrnoException, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return (
        `port ${port} on ${HERE} is in use, perhaps by a broker: use that with MQTT_URL=mqtt://${HERE}:${port}, ` +
        "choose another port with MQTT_PORT, or none with MQTT_PORT=0"
      );
    case "EACCES":
      return `port ${port} may not be used by this user: choose one above 1023 with MQTT_PORT`;
    default:
      return `port ${port} on ${HERE} cannot be used for MQTT: ${error.message}`;
  }
}
