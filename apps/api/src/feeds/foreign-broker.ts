import type { MqttCommand } from "@lockstep/connectors/mqtt/message";
import type { Instant } from "@lockstep/domain/instant";
import type { FeedTrouble } from "@lockstep/protocol/generated/schema";
import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from "mqtt";
import { atMost } from "../at-most.ts";
import { backoffMs } from "./backoff.ts";
import { type Link, type LinkEvents, messageOf } from "./link.ts";
import { troubleKindOf } from "./trouble-kind.ts";

export interface ForeignBroker {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly clientId: string;
  readonly cleanSession: boolean;
  readonly filters: readonly string[];
  readonly will: (at: Instant) => MqttCommand | null;
}

const CONNECT_MS = 10_000;
const KEEPALIVE_SECONDS = 20;
const LAST_WORD_MS = 700;
/** Messages that are taken in at the same time. */
const MOST_UNDERWAY = 1_000;

/** A connection to a broker of one's own. MQTT 3.1.1, as every broker speaks it; a message of QoS 1 is acknowledged when its facts are durable. */
export function openForeignBroker(broker: ForeignBroker, events: LinkEvents): Link {
  let client: MqttClient | null = null;
  let timer: NodeJS.Timeout | null = null;
  let failures = 0;
  let isStopping = false;
  let underway = 0;
  let onRoom: (() => void) | null = null;

  function open(): void {
    const at = Date.now();
    const next = connect(broker.url, optionsOf(broker, at));
    client = next;
    let why = "the broker has closed the connection";
    let kind: FeedTrouble = "CANNOT_CONNECT";
    let isUp = false;
    const acknowledge = acknowledgingByHand(next);
    next.handleMessage = (packet, done) => acknowledge(packet, receive(packet, done));
    next.on("connect", () => {
      next.subscribe([...broker.filters], { qos: 1 }, (error, granted) => {
        const refused = granted?.find(({ qos }) => qos > 2)?.topic;
        if (error === null && refused === undefined) return;
        if (client !== next) return;
        next.end(true);
        if (error !== null) failed("BROKER_GONE", error.message);
        else failed("SIGN_IN_REFUSED", `the broker does not let it read ${refused}`);
      });
      isUp = true;
      events.up(at);
    });
    next.on("error", (error) => {
      why = error.message || ("code" in error ? String(error.code) : why);
      const known = troubleKindOf(error);
      if (known !== "OTHER") kind = known;
    });
    next.on("close", () => {
      if (client !== next) return;
      failures = isUp ? 0 : failures + 1;
      next.end(true);
      failed(isUp ? "BROKER_GONE" : kind, why);
    });
  }

  function failed(kind: FeedTrouble, why: string): void {
    if (client === null || isStopping) return;
    client = null;
    const againInMs = backoffMs(failures, Math.random());
    events.down(Date.now(), { kind, why, againInMs });
    timer = setTimeout(open, againInMs);
  }

  function receive({ topic, payload, retain }: IPublishPacket, done: () => void): Promise<void> {
    const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
    const durable = events.message(messageOf(topic, bytes, retain));
    underway += 1;
    const ended = (): void => {
      underway -= 1;
      onRoom?.();
      onRoom = null;
    };
    durable.then(ended, ended);
    if (underway < MOST_UNDERWAY) done();
    else onRoom = done;
    return durable;
  }

  open();
  return {
    send({ topic, payload, qos, retain }) {
      const bytes = typeof payload === "string" ? payload : Buffer.from(payload);
      if (client?.connected) client.publish(topic, bytes, { qos, retain });
    },
    async stop(last) {
      isStopping = true;
      if (timer !== null) clearTimeout(timer);
      const ending = client;
      if (ending === null) return;
      if (last !== null && ending.connected) {
        const { topic, payload, qos, retain } = last;
        const bytes = typeof payload === "string" ? payload : Buffer.from(payload);
        await atMost(LAST_WORD_MS, ending.publishAsync(topic, bytes, { qos, retain }));
      }
      ending.handleMessage = () => {};
      await atMost(LAST_WORD_MS, ending.endAsync());
      ending.end(true);
    },
  };
}

/**
 * The client would handle the next message of QoS 1 only when the one before is acknowledged: one in each commit. So it
 * is made to believe that it is of QoS 0, and PUBACK (MQTT 3.1.1, section 3.4) is written here once a message is durable,
 * in the order of receipt. One that will not be is not acknowledged: it comes again with the next connection.
 */
function acknowledgingByHand(client: MqttClient): (packet: IPublishPacket, durable: Promise<void>) => void {
  const expected = new WeakSet<object>();
  let before: Promise<void> = Promise.resolve();
  client.on("packetreceive", (packet) => {
    if (packet.cmd !== "publish" || packet.qos !== 1) return;
    expected.add(packet);
    packet.qos = 0;
  });
  return (packet, durable) => {
    if (!expected.has(packet)) return;
    const { messageId = 0 } = packet;
    const { stream } = client;
    const acknowledge = (): void => {
      if (stream.writable) stream.write(Buffer.from([0x40, 2, messageId >> 8, messageId & 255]));
    };
    before = before.then(() => durable.then(acknowledge, () => {}));
  };
}

function optionsOf(broker: ForeignBroker, at: Instant): IClientOptions {
  const { clientId, cleanSession, username, password } = broker;
  const will = broker.will(at);
  return {
    clientId,
    clean: cleanSession,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(will === null
      ? {}
      : { will: { topic: will.topic, payload: Buffer.from(will.payload), qos: will.qos, retain: will.retain } }),
    protocolVersion: 4,
    reconnectPeriod: 0,
    connectTimeout: CONNECT_MS,
    keepalive: KEEPALIVE_SECONDS,
    resubscribe: false,
  };
}
