import { ok, type Result, refuse } from "@lockstep/domain/result";
import { Ajv, type ErrorObject } from "ajv";
import { type Static, Type } from "typebox";
import { checkBack } from "./back/back-config.ts";
import { HttpOut } from "./back/http-out.ts";
import { checkMappings } from "./check-mappings.ts";
import { type CsvMapping, openIn, readMapping, TABLE_SOURCE } from "./csv/mapping.ts";
import { checkEdge } from "./edge/check-edge.ts";
import { EdgeSection } from "./edge/edge-config.ts";
import { ExpectEverySeconds } from "./expectation.ts";
import { Rule } from "./mapping/rule.ts";
import { checkTryton, Tryton } from "./tryton/configuration.ts";

const Name = Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$" });
/** Never a secret itself: the name of the environment variable that holds it. */
const Variable = Type.String({ pattern: "^[A-Z][A-Z0-9_]*$" });
const closed = { additionalProperties: false };

/** Whether the messages that its facts were made of are kept; left out, they are. */
const KeepMessages = Type.Optional(Type.Boolean());

const Broker = Type.Object(
  {
    url: Type.String({ pattern: "^(mqtts?|wss?)://[^@\\s]+$" }),
    username: Type.Optional(Type.String()),
    passwordFrom: Type.Optional(Variable),
    /** A session is known by it: each connector of each instance needs one of its own. */
    clientId: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    /** True: what came while Lockstep was away is lost. */
    cleanSession: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Broker = Static<typeof Broker>;

const JsonMapping = Type.Object(
  {
    name: Name,
    topic: Type.String(),
    payload: Type.Optional(Type.Union([Type.Literal("json"), Type.Literal("text")])),
    type: Type.String(),
    /** When it happened; left out, it is the receipt. */
    time: Type.Optional(Rule),
    /** What makes it that message and no other; left out, it follows from topic, payload and time. */
    id: Type.Optional(Rule),
    data: Type.Record(Type.String(), Rule),
  },
  closed,
);
export type JsonMapping = Static<typeof JsonMapping>;

const SparkplugMapping = Type.Object(
  {
    name: Name,
    /** `group/node` or `group/node/device`, with named levels as in topics. */
    from: Type.String(),
    type: Type.String(),
    data: Type.Record(Type.String(), Rule),
  },
  closed,
);
export type SparkplugMapping = Static<typeof SparkplugMapping>;

const MqttJson = Type.Object(
  {
    id: Name,
    kind: Type.Literal("mqtt-json"),
    broker: Type.Optional(Broker),
    /** The source of its facts. */
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    keepMessages: KeepMessages,
    expectEverySeconds: ExpectEverySeconds,
    /** What else is subscribed to: a message there that no mapping is for is quarantined. */
    topics: Type.Optional(Type.Array(Type.String())),
    /** Where messages are facts already: a CloudEvent, or a list of them. */
    facts: Type.Optional(Type.String()),
    mappings: Type.Optional(Type.Array(JsonMapping)),
    /** Raw signals of machines. */
    edge: Type.Optional(EdgeSection),
  },
  closed,
);
export type MqttJson = Static<typeof MqttJson>;

const SparkplugB = Type.Object(
  {
    id: Name,
    kind: Type.Literal("sparkplug-b"),
    broker: Type.Optional(Broker),
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    keepMessages: KeepMessages,
    expectEverySeconds: ExpectEverySeconds,
    /** The name under which edge nodes see whether their host is there. */
    hostId: Type.String({ pattern: "^[^/+#]{1,128}$" }),
    groups: Type.Optional(Type.Array(Type.String({ pattern: "^[^/+#]{1,128}$" }), { minItems: 1 })),
    /** How long a missing message is waited for before a rebirth is asked for. */
    reorderMs: Type.Optional(Type.Number({ minimum: 0, maximum: 60_000 })),
    /** An edge node is asked for a rebirth at most once in that time. */
    rebirthEveryMs: Type.Optional(Type.Number({ minimum: 1_000 })),
    mappings: Type.Optional(Type.Array(SparkplugMapping)),
    edge: Type.Optional(EdgeSection),
  },
  closed,
);
export type SparkplugB = Static<typeof SparkplugB>;

const folder = {
  id: Name,
  /** With `in`, `done` and `failed` in it. */
  folder: Type.String({ pattern: "^(/|[A-Za-z]:[/\\\\]).", maxLength: 1_000 }),
  /** Pause between two looks. */
  pollSeconds: Type.Optional(Type.Number({ minimum: 0.2, maximum: 3_600 })),
  keepMessages: KeepMessages,
  expectEverySeconds: ExpectEverySeconds,
};

/** Takes B2MML files out of a folder; what they mean stands in the section `b2mml`. */
const B2mmlFolder = Type.Object({ ...folder, kind: Type.Literal("b2mml-folder") }, closed);
export type B2mmlFolder = Static<typeof B2mmlFolder>;

/** Takes tables out of a folder: separated values, and workbooks. */
const CsvFolder = Type.Object(
  {
    ...folder,
    kind: Type.Literal("csv-folder"),
    /** What its mapping is kept by, and its facts are of, behind `/csv/`; left out, the id. */
    source: Type.Optional(Type.String({ pattern: TABLE_SOURCE.source, maxLength: 100 })),
    /** Left out, the one that is kept for the source. */
    mapping: Type.Optional(Type.Unknown()),
  },
  closed,
);
export type CsvFolder = Static<typeof CsvFolder>;

export const tableSourceOf = ({ id, source }: Pick<CsvFolder, "id" | "source">): string => source ?? id;

/** Of one that was read; null: the one that is kept counts. */
export function declaredMapping(mapping: unknown): CsvMapping | null {
  const read = mapping === undefined ? null : readMapping(mapping);
  return read?.ok === true ? read.value : null;
}

const Configuration = Type.Object(
  { connectors: Type.Array(Type.Union([MqttJson, SparkplugB, Tryton, B2mmlFolder, CsvFolder, HttpOut])) },
  closed,
);

/** Those that listen to a broker. */
export type MqttConfig = MqttJson | SparkplugB;
export type ConnectorConfig = MqttConfig | Tryton | B2mmlFolder | CsvFolder | HttpOut;

const ajv = new Ajv({ allErrors: false, verbose: true, strict: true });
const Outer = Type.Object({ connectors: Type.Array(Type.Object({ kind: Type.Unknown() })) }, closed);
const KINDS = {
  "mqtt-json": MqttJson,
  "sparkplug-b": SparkplugB,
  tryton: Tryton,
  "b2mml-folder": B2mmlFolder,
  "csv-folder": CsvFolder,
  "http-out": HttpOut,
} as const;

const isKnown = (kind: unknown): kind is keyof typeof KINDS => typeof kind === "string" && Object.hasOwn(KINDS, kind);

/** What a file of connectors declares, or in one line where it is wrong and how it should be. */
export function readConfiguration(value: unknown): Result<readonly ConnectorConfig[], string> {
  if (!ajv.validate<Static<typeof Outer>>(Outer, value)) return refuse(explain("", ajv.errors));
  for (const [k, connector] of value.connectors.entries()) {
    const where = `connectors[${k}]`;
    const { kind } = connector;
    if (!isKnown(kind)) return refuse(`${where}.kind must be one of ${Object.keys(KINDS).join(", ")}`);
    if (!ajv.validate(KINDS[kind], connector)) return refuse(explain(where, ajv.errors));
    const wrong = troubleOf(connector as ConnectorConfig);
    if (wrong !== null) return refuse(`${where}.${wrong}`);
  }
  const { connectors } = value as Static<typeof Configuration>;
  const ids = connectors.map(({ id }) => id);
  const twice = ids.find((id, k) => ids.indexOf(id) !== k);
  if (twice !== undefined) return refuse(`two connectors have the id ${twice}: give each one of its own`);
  const folders = connectors.flatMap((one) => ("folder" in one ? [one.folder.replace(/[/\\]+$/, "")] : []));
  const shared = folders.find((folder, k) => folders.indexOf(folder) !== k);
  if (shared !== undefined) return refuse(`two connectors take files from ${shared}: give each a folder of its own`);
  const hosts = connectors.flatMap((one) =>
    one.kind === "sparkplug-b" ? [`${one.hostId} ${one.broker?.url ?? ""}`] : [],
  );
  const host = hosts.find((name, k) => hosts.indexOf(name) !== k)?.split(" ")[0];
  if (host !== undefined) {
    return refuse(`two connectors are the Sparkplug host ${host} on one broker: give each a hostId of its own`);
  }
  return ok(connectors);
}

function troubleOf(connector: ConnectorConfig): string | null {
  switch (connector.kind) {
    case "tryton":
      return checkTryton(connector);
    case "http-out":
      return checkBack(connector.back);
    case "b2mml-folder":
      return null;
    case "csv-folder":
      return checkTables(connector);
    default:
      return checkMappings(connector) ?? checkEdge(connector);
  }
}

function checkTables({ mapping }: CsvFolder): string | null {
  if (mapping === undefined) return null;
  const read = readMapping(mapping);
  const wrong = read.ok ? openIn(read.value) : read.error;
  return wrong === null ? null : `mapping is not understood: ${wrong}`;
}

function explain(outer: string, errors: readonly ErrorObject[] | null | undefined): string {
  const error = errors?.at(-1);
  const steps = (error?.instancePath ?? "").split("/").slice(1);
  const path = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step.replaceAll("~1", "/")}`)).join("");
  const where = `${outer}${path}`.replace(/^\./, "") || "the file";
  const unknown: unknown = error?.params["additionalProperty"];
  if (typeof unknown === "string") return `${where} has no setting ${unknown}`;
  const pattern = error?.keyword === "pattern" ? wordsOf(where) : undefined;
  return `${where} ${pattern ?? choiceOf(error, where) ?? error?.message ?? "is wrong"}`;
}

function choiceOf(error: ErrorObject | undefined, where: string): string | undefined {
  if (error?.keyword !== "anyOf") return undefined;
  if (where.endsWith(".deadband")) return 'must be an amount, or a share such as "2 %"';
  const choices = (error.schema as readonly { readonly const?: unknown }[]).map((one) => one.const);
  return choices.includes(undefined) ? undefined : `must be one of ${choices.join(", ")}`;
}

function wordsOf(where: string): string {
  if (where.endsWith(".password")) return `must refer to a secret: \${env:NAME} or \${file:/path}`;
  if (where.endsWith("broker.url")) {
    return "must begin with mqtt://, mqtts://, ws:// or wss://, and hold no user or password";
  }
  if (where.endsWith(".url")) return "must begin with http:// or https://, and hold no user or password";
  if (where.endsWith(".folder")) return "must be a path from the root, such as /var/lib/lockstep/b2mml";
  if (where.endsWith("].source")) return "must be of letters, digits, spaces, points and hyphens, such as erp-orders";
  if (where.endsWith("From")) return "must name an environment variable, such as LINE_BROKER_PASSWORD";
  return "must be a plain name: letters, digits, dots and dashes";
}
