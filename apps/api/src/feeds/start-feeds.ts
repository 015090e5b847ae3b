import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { B2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import type { Back } from "@lockstep/connectors/back/back-config";
import {
  type ConnectorConfig,
  declaredMapping,
  type MqttConfig,
  tableSourceOf,
} from "@lockstep/connectors/configuration";
import type { Noticed, Offered } from "@lockstep/connectors/contract";
import type { EdgeContext } from "@lockstep/connectors/edge/edge-context";
import { handedOver } from "@lockstep/connectors/kept-messages";
import { type MqttConnector, mqttConnectorOf } from "@lockstep/connectors/mqtt/mqtt-connector";
import type { Ledger } from "@lockstep/domain/ledger";
import { StoreAway } from "@lockstep/store/reach";
import type { Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";
import type { FeedBook } from "../view/feed-book.ts";
import type { Writer } from "../writer/contract.ts";
import type { Incoming } from "../writer/incoming.ts";
import { room } from "../writer/room.ts";
import type { B2mmlReader } from "./b2mml-reader.ts";
import { type ConnectorSwitch, createSwitch } from "./connector-switch.ts";
import { FACTS } from "./connectors-file.ts";
import { connectorName, declaredOf, ownOf, rowOfCommands } from "./declared-of.ts";
import { createEdgeContext } from "./edge-context.ts";
import type { EmbeddedBroker } from "./embedded-broker.ts";
import { fileKindOf } from "./folder/file-kind-of.ts";
import { startFolder } from "./folder/start-folder.ts";
import { openForeignBroker } from "./foreign-broker.ts";
import { startHttpOut } from "./http-out/start-http-out.ts";
import type { Link, LinkEvents } from "./link.ts";
import type { PollingConnector } from "./poll-connector.ts";
import { type ConnectorStatus, type RunningConnector, runConnector } from "./run-connector.ts";
import { toldOf, watchSilence } from "./told-of.ts";
import { startTryton } from "./tryton/start-tryton.ts";
import { createWaiting } from "./waiting-messages.ts";

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
  readonly clockMode: "live" | "manual";
  readonly log: Log;
}

export interface Feeds {
  readonly statuses: readonly ConnectorStatus[];
  find(id: string): ConnectorSwitch | undefined;
  /** One of those that ask, or only tell, and may be asked to write. */
  findPolled(id: string): ConnectorSwitch<PollingConnector> | undefined;
  /** Of the connectors that tell, by id: what they are told by. */
  readonly told: ReadonlyMap<string, Back>;
  /** By the id of a connector that may write: the feed whose row counts its commands. */
  readonly rowOf: ReadonlyMap<string, string>;
  /** Of folders of tables that are read as somebody has mapped a file of the same source: for every plant. */
  readonly mappedSources: ReadonlySet<string>;
  stop(): Promise<void>;
}

/** Starts every connector that has a broker; each connects by itself, now or when its broker is there. */
export async function startFeeds(options: FeedsOptions): Promise<Feeds> {
  const { connectors, broker, log } = options;
  const switches = new Map<string, ConnectorSwitch>();
  const polled = new Map<string, ConnectorSwitch<PollingConnector>>();
  const context = createEdgeContext({ view: () => options.writer.view, ledger: options.ledger });
  if (broker !== null && "open" in broker) await broker.open();
  for (const config of connectors) {
    const { id } = config;
    const begins = startOf(config, options, context);
    if (begins === null) log.info({ connector: id }, `a connector has no broker: ${NO_BROKER}`);
    else if ("polled" in begins) polled.set(id, switched(config, options, begins.polled));
    else switches.set(id, switched(config, options, begins.other));
  }
  const stopWatching = watchSilence(options);
  const all = (): ConnectorSwitch[] => [...switches.values(), ...polled.values()];
  return {
    get statuses() {
      return all().map(({ status }) => status);
    },
    find: (id) => switches.get(id) ?? polled.get(id),
    findPolled: (id) => polled.get(id),
    told: new Map(connectors.flatMap((one) => ("back" in one && one.back !== undefined ? [[one.id, one.back]] : []))),
    rowOf: new Map(
      connectors.flatMap((one) => {
        const row = rowOfCommands(one);
        return row === null ? [] : [[one.id, row]];
      }),
    ),
    mappedSources: new Set(
      connectors.flatMap((one) =>
        one.kind === "csv-folder" && declaredMapping(one.mapping) === null ? [tableSourceOf(one)] : [],
      ),
    ),
    async stop() {
      stopWatching();
      await Promise.all(all().map((one) => one.stop()));
      if (broker !== null && "open" in broker) await broker.stop();
    },
  };
}

const NO_BROKER = "set MQTT_URL or MQTT_PORT, or name one";

type Begins = { readonly polled: () => PollingConnector } | { readonly other: () => RunningConnector };

/** How a connector is started, each time; null: there is no broker to speak to. */
function startOf(config: ConnectorConfig, options: FeedsOptions, context: () => EdgeContext): Begins | null {
  const { writer, log } = options;
  const name = connectorName(config);
  const told = toldOf(name, options);
  if (config.kind === "http-out") return { polled: () => startHttpOut(config, { ...options, told }) };
  const about = ownOf(config, options.b2mml.mapping.source);
  const take = (offered: readonly Offered[]) => {
    const handed = handedOver(config, offered);
    const incoming = about === undefined ? handed : handed.map((one): Incoming => ({ about, ...one }));
    return taken(writer, incoming, name);
  };
  if (config.kind === "tryton") return { polled: () => startTryton(config, { ...options, take, told }) };
  if (config.kind === "b2mml-folder" || config.kind === "csv-folder") {
    const files = fileKindOf(config, { ...options, take });
    return { other: () => startFolder(config, { files, feeds: told, log }) };
  }
  const open = linkOf(config, options);
  if (open === null) {
    const isDeclared = config !== FACTS;
    if (isDeclared) declareAlone(config, options);
    return null;
  }
  const machine = mqttConnectorOf(config, context);
  const run = {
    id: config.id,
    machine,
    open: (events: LinkEvents) => open(machine, events),
    take,
    health: told.health,
    notice(found: readonly Noticed[]) {
      for (const one of found) options.feeds.notice(config.id, one);
      writer.refresh();
    },
    lost: told.lost,
    failed: told.failed,
    log,
  };
  return { other: () => runConnector(run) };
}

/** While it runs, what is to be heard of it has a row, whether it was or not. */
function switched<C extends RunningConnector>(
  config: ConnectorConfig,
  { feeds, b2mml, writer }: FeedsOptions,
  begin: () => C,
): ConnectorSwitch<C> {
  const declared = declaredOf(config, b2mml.mapping.source);
  const declare = (): C => {
    feeds.declare(declared, Date.now());
    writer.refresh();
    return begin();
  };
  const ended = (): void => {
    feeds.ended(declared.connector, { kind: "STOPPED", text: stoppedText(config.id) });
    writer.refresh();
  };
  return createSwitch(declare, ended);
}

function declareAlone(config: MqttConfig, { feeds, b2mml }: FeedsOptions): void {
  const declared = declaredOf(config, b2mml.mapping.source);
  feeds.declare(declared, Date.now());
  feeds.lost(declared.connector, { kind: "CANNOT_CONNECT", text: `It has no broker: ${NO_BROKER}.` });
}

const AGAIN_MS = 1_000;

/** A connector goes on from what it has handed over, so that it is handed over until it is durable. */
async function taken(writer: Writer, offered: readonly Incoming[], connector: string): Promise<void> {
  for (;;) {
    await room(writer);
    try {
      await writer.take(offered, connector);
      writer.answered();
      return;
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

type Open = (machine: MqttConnector, events: LinkEvents) => Link;

/** Null: there is no broker to speak to. */
function linkOf(config: MqttConfig, { broker, instance, env, store, log }: FeedsOptions): Open | null {
  const named = config.broker;
  if (named === undefined && broker === null) return null;
  if (named === undefined && broker !== null && "open" in broker) {
    const waiting = createWaiting(connectorName(config), { store, log });
    return ({ filters, cleanSession }, events) => broker.link(filters, events, cleanSession ? null : waiting);
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

const stoppedText = (id: string): string => `The connector ${id} is stopped: POST /connectors/${id}/start starts it.`;
