import type { HttpOut } from "@lockstep/connectors/back/http-out";
import {
  type ConnectorConfig,
  type CsvFolder,
  declaredMapping,
  type MqttConfig,
  type MqttJson,
  tableSourceOf,
} from "@lockstep/connectors/configuration";
import type { About } from "@lockstep/connectors/contract";
import { sourcesOf } from "@lockstep/connectors/tryton/tryton-connector";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import { type Millis, SECOND } from "@lockstep/domain/instant";
import type { FeedSystem } from "@lockstep/protocol/generated/schema";
import type { DeclaredFeed } from "../view/declared-feeds.ts";
import { type Limits, systemOf } from "../view/feeds.ts";
import { FACTS } from "./connectors-file.ts";

/** How the log names what came by a connector. */
export const connectorName = ({ kind, id }: Pick<ConnectorConfig, "kind" | "id">): string => `${NAMES[kind]}:${id}`;

const NAMES = {
  "mqtt-json": "mqtt",
  "sparkplug-b": "mqtt",
  tryton: "tryton",
  "b2mml-folder": "b2mml",
  "csv-folder": "csv-folder",
  "http-out": "http-out",
} as const;

export const POLL_SECONDS = 10;
/** A system that is read every second is not late because a reading took ten. */
const LEAST_POLLED: Limits = { warn: 30 * SECOND, error: 60 * SECOND };

/** Of a system that is only told: how it takes that has a row as well. */
export const feedOfTarget = ({ id }: Pick<HttpOut, "id">): string => `/http-out/${id}`;

/** The feed whose row counts what a connector is to be told: the target's own, or that of the ERP which it reads. */
export function rowOfCommands(config: ConnectorConfig): string | null {
  if (config.kind === "http-out") return feedOfTarget(config);
  if (config.kind !== "tryton") return null;
  return sourcesOf(config).find((source) => systemAt(source) === "ERP") ?? null;
}

/** What a connector is to be heard of, and how often, as it is declared. `b2mmlSource` is what all B2MML is of. */
export function declaredOf(config: ConnectorConfig, b2mmlSource: string): DeclaredFeed {
  const connector = connectorName(config);
  const plain = { connector, isStandIn: false, isQuiet: false, limits: limitsOf(config) };
  switch (config.kind) {
    case "tryton":
      return { ...plain, sources: sourcesOf(config).map((source) => ({ source, system: systemAt(source) })) };
    case "b2mml-folder":
      return { ...plain, sources: [{ source: b2mmlSource, system: "MES" }] };
    case "csv-folder":
      return { ...plain, sources: [{ source: `/csv/${tableSourceOf(config)}`, system: systemOfTables(config) }] };
    case "http-out":
      return { ...plain, sources: [{ source: feedOfTarget(config), system: "TARGET" }] };
    default:
      return ofBroker(config, plain);
  }
}

/** Whose it is what a connector cannot read, where that does not say so itself; undefined: it always says so. */
export function ownOf(config: ConnectorConfig, b2mmlSource: string): About | undefined {
  const [own] = declaredOf(config, b2mmlSource).sources;
  if (own === undefined || config.kind === "tryton" || config.kind === "http-out" || config.kind === "csv-folder") {
    return undefined;
  }
  const mapped = "mappings" in config ? config.mappings?.[0]?.type : undefined;
  const type = mapped ?? (own.system === "MES" ? "mes.operation" : undefined);
  return type === undefined ? { source: own.source } : { source: own.source, type: type as FactType };
}

/** What a mapping says that is kept may be another tomorrow. */
const systemOfTables = ({ mapping }: CsvFolder): FeedSystem =>
  systemOf(declaredMapping(mapping)?.type ?? "") ?? "MIXED";

function ofBroker(config: MqttConfig, plain: Omit<DeclaredFeed, "sources">): DeclaredFeed {
  const { id, mappings: [first] = [], edge } = config;
  const mapped = first === undefined ? null : systemOf(first.type);
  const system: FeedSystem = mapped ?? (edge !== undefined || config.kind === "sparkplug-b" ? "MES" : "MIXED");
  if (config.kind === "mqtt-json" && first !== undefined) {
    return { ...plain, sources: [{ source: sourceOf(config), system }] };
  }
  // Of the connector that is always there nobody expects anything.
  return { ...plain, isStandIn: true, isQuiet: config === FACTS, sources: [{ source: `/mqtt/${id}`, system }] };
}

const sourceOf = ({ id, source }: MqttJson): string => source ?? `/mqtt/${id}`;
const systemAt = (source: string): FeedSystem => systemOf(`${source.slice(source.lastIndexOf("/") + 1)}.`) ?? "ERP";

/** Undefined: as the system's. Null: it is told, not heard. */
function limitsOf(config: ConnectorConfig): Limits | null | undefined {
  if (config.kind === "http-out") return null;
  const { expectEverySeconds } = config;
  if (expectEverySeconds !== undefined) return limitsAt(expectEverySeconds * SECOND);
  if (config.kind !== "tryton") return undefined;
  const { warn, error } = limitsAt((config.pollSeconds ?? POLL_SECONDS) * SECOND);
  return { warn: Math.max(warn, LEAST_POLLED.warn), error: Math.max(error, LEAST_POLLED.error) };
}

/** What comes a little late is not slow; the second time that it does not come, it is silent. */
const limitsAt = (every: Millis): Limits => ({ warn: 1.5 * every, error: 2 * every });
