import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { B2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import type { ConnectorConfig, MqttConfig } from "@lockstep/connectors/configuration";
import type { Health, Noticed, Offered } from "@lockstep/connectors/contract";
import { handedOver } from "@lockstep/connectors/kept-messages";
import { type MqttConnector, mqttConnectorOf } from "@lockstep/connectors/mqtt/mqtt-connector";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";
import type { FeedBook } from "../view/feed-book.ts";
import type { Writer } from "../writer/contract.ts";
import { room } from "../writer/room.ts";
import type { B2mmlReader } from "./b2mml-reader.ts";
import { type ConnectorSwitch, createSwitch } from "./connector-switch.ts";
import { createEdgeContext } from "./edge-context.ts";
import type { EmbeddedBroker } from "./embedded-broker.ts";
import { startFolder } from "./folder/start-folder.ts";
import { openForeignBroker } from "./foreign-broker.ts";
import { startHttpOut } from "./http-out/start-http-out.ts";
import type { Link, LinkEvents } from "./link.ts";
import type { PollingConnector } from "./poll-connector.ts";
import { type ConnectorStatus, runConnector } from "./run-connector.ts";
import { startTryton } from "./tryton/start-tryton.ts";

export interface FeedsOptions {
  readonly connectors: readonly ConnectorConfig[];
  /** Of connectors that name no broker. */
  readonly broker: EmbeddedBroker | { readonly url: string } | null;
  /** What tells this instance from others on the same broker. */
  readonly instance: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How B2MML is read. */
  readonly b2mml: { readonly mapping: B2mmlMapping; readonly reader: B2mmlReader };
  readonly writer: Writer;
  readonly store: Store;
  readonly feeds: FeedBook;
  /** What is durable. */
  readonly ledger: Ledger;
  readonly log: Log;
}

export interface Feeds {
  readonly statuses: readonly ConnectorStatus[];
  find(id: string): ConnectorSwitch | undefined;
  /** One of those that ask, or only tell, and may be asked to write. */
  findPolled(id: string): ConnectorSwitch<PollingConnector> | undefined;
  stop(): Promise<void>;
}

/** Starts every connector that has a broker; each connects by itself, now or when its broker is there. */
export async function startFeeds(options: FeedsOptions): Promise<Feeds> {
  const { connectors, broker, writer, feeds, log } = options;
  const switches = new Map<string, ConnectorSwitch>();
  const polled = new Map<string, ConnectorSwitch<PollingConnector>>();
  const context = createEdgeContext({ view: () => writer.view, ledger: options.ledger });
  if (broker !== null && "open" in broker) await broker.open();
  for (const config of connectors) {
    if (config.kind === "tryton") {
      const take = (offered: readonly Offered[]) => taken(writer, handedOver(config, offered), `tryton:${config.id}`);
      polled.set(
        config.id,
        createSwitch(() => startTryton(config, { ...options, take })),
      );
      continue;
    }
    if (config.kind === "b2mml-folder") {
      const take = (offered: readonly Offered[]) => taken(writer, handedOver(config, offered), `b2mml:${config.id}`);
      switches.set(
        config.id,
        createSwitch(() => startFolder(config, { ...options, take, feeds: feedsOf(feeds, writer) })),
      );
      continue;
    }
    if (config.kind === "http-out") {
      polled.set(
        config.id,
        createSwitch(() => startHttpOut(config, options)),
      );
      continue;
    }
    const open = linkOf(config, options);
    if (open === null) {
      log.info({ connector: config.id }, "a connector has no broker: set MQTT_URL or MQTT_PORT, or name one");
      continue;
    }
    const machine = mqttConnectorOf(config, context);
    const run = {
      id: config.id,
      machine,
      open: (events: LinkEvents) => open(machine, events),
      take: (offered: readonly Offered[]) => taken(writer, handedOver(config, offered), `mqtt:${config.id}`),
      health(changes: readonly Health[]) {
        const troubled = new Set(feeds.troubled());
        let isNews = false;
        for (const { source, trouble, heard } of changes) {
          isNews ||= trouble !== null || troubled.has(source);
          feeds.trouble(source, trouble);
          if (heard !== undefined) feeds.heard(source, heard);
        }
        // That somebody is still there shows with whatever is shown next.
        if (isNews) writer.refresh();
      },
      notice(found: readonly Noticed[]) {
        for (const one of found) feeds.notice(config.id, one);
        writer.refresh();
      },
      log,
    };
    switches.set(
      config.id,
      createSwitch(() => runConnector(run)),
    );
  }
  const all = (): ConnectorSwitch[] => [...switches.values(), ...polled.values()];
  return {
    get statuses() {
      return all().map(({ status }) => status);
    },
    find: (id) => switches.get(id) ?? polled.get(id),
    findPolled: (id) => polled.get(id),
    async stop() {
      await Promise.all(all().map((one) => one.stop()));
      if (broker !== null && "open" in broker) await broker.stop();
    },
  };
}

/** Of a connector that is heard of when something comes. */
const feedsOf = (feeds: FeedBook, writer: Writer) => ({
  heard: (source: string, at: number) => feeds.heard(source, { at, time: null }),
  trouble(source: string, why: string | null) {
    feeds.trouble(source, why);
    writer.refresh();
  },
});

async function taken(writer: Writer, offered: Parameters<Writer["take"]>[0], connector: string): Promise<void> {
  await room(writer);
  await writer.take(offered, connector);
  writer.answered();
}

type Open = (machine: MqttConnector, events: LinkEvents) => Link;

/** Null: there is no broker to speak to. */
function linkOf(config: MqttConfig, { broker, instance, env }: FeedsOptions): Open | null {
  const named = config.broker;
  if (named === undefined && broker === null) return null;
  if (named === undefined && broker !== null && "open" in broker) {
    return ({ filters }, events) => broker.link(filters, events);
  }
  const url = named?.url ?? (broker !== null && "url" in broker ? broker.url : "");
  const password = named?.passwordFrom === undefined ? undefined : env[named.passwordFrom];
  const { username } = named ?? {};
  const identity = {
    url,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    clientId: named?.clientId ?? clientIdOf(config.id, instance),
  };
  return ({ filters, cleanSession, will }, events) =>
    openForeignBroker({ ...identity, filters, cleanSession, will }, events);
}

/** The same after each start, so that the broker knows what it still owes; another one for each instance. */
function clientIdOf(id: string, instance: string): string {
  const digest = createHash("sha256").update(`${hostname()}\0${instance}\0${id}`).digest("hex");
  return `lockstep-${digest.slice(0, 14)}`;
}
