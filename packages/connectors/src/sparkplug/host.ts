import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { type Instant, NEVER } from "@lockstep/domain/instant";
import { createTimers } from "@lockstep/domain/timers";
import type { SparkplugB } from "../configuration.ts";
import { type About, type Answer, type Connector, type Health, NOTHING, type Offered } from "../contract.ts";
import { type MappingContext, NO_CONTEXT } from "../edge/edge-context.ts";
import { type MqttCommand, type MqttMessage, refusedMessage, refuseTooLarge } from "../mqtt/message.ts";
import { decodePayload, type RawPayload } from "./decode.ts";
import { createEdgeNode, type EdgeNode, type NodeMessage, toldLate } from "./edge-node.ts";
import type { Reading, Readings } from "./metrics.ts";
import { rebirthOf } from "./rebirth.ts";
import { createSparkplugFacts } from "./sparkplug-facts.ts";
import { createStrangers } from "./strangers.ts";
import { groupFilters, readSparkplugTopic, type SparkplugTopic, stateTopic } from "./topic.ts";

export const DEFAULT_REORDER_MS = 2_000;
export const DEFAULT_REBIRTH_EVERY_MS = 30_000;

/** What it subscribes to: its own state, too, which others may not declare offline. */
export const sparkplugFilters = ({ hostId, groups = ["+"] }: SparkplugB): readonly string[] => [
  stateTopic(hostId),
  ...groups.flatMap(groupFilters),
];

/** Whether the host is there, as edge nodes look it up; the last will has the time of the connection that it ends. */
export function hostState(hostId: string, online: boolean, at: Instant): MqttCommand {
  const payload = JSON.stringify({ online, timestamp: at });
  return { topic: stateTopic(hostId), payload, qos: 1, retain: true };
}

/** The source of what a node or a device says; `origin` is `group/node` or `group/node/device`. */
export const sparkplugSource = ({ source = "/sparkplug" }: SparkplugB, origin: string): string => `${source}/${origin}`;

/** `origin` is `group/node` or `group/node/device`. */
type Listen = (origin: string, readings: readonly Reading[], at: Instant) => void;

/**
 * A Sparkplug B host application (specification 3.0): edge nodes' births, data and deaths, made into facts. Who listens
 * hears every value, in order.
 */
export function createSparkplugHost(
  config: SparkplugB,
  listen: Listen = () => {},
  context: () => MappingContext = () => NO_CONTEXT,
): Connector<MqttMessage, MqttCommand> {
  const { hostId, reorderMs = DEFAULT_REORDER_MS, rebirthEveryMs = DEFAULT_REBIRTH_EVERY_MS } = config;
  const facts = createSparkplugFacts(config, context);
  /** Those that were ever born. */
  const nodes = new Map<string, EdgeNode>();
  const strangers = createStrangers(config.id, rebirthEveryMs);
  const due = createTimers<string>();
  let upSince: Instant | null = null;

  function nodeOf(name: string): EdgeNode {
    const node = nodes.get(name) ?? createEdgeNode(reorderMs, rebirthEveryMs);
    nodes.set(name, node);
    return node;
  }

  /** In place of when it was due before. */
  function plan(name: string, at: Instant | null): void {
    due.forget(name);
    if (at !== null) due.wake(name, at);
  }

  function take(message: MqttMessage, at: Instant, said: Said): void {
    if (message.topic === stateTopic(hostId)) {
      if (upSince !== null && saysOffline(message.text)) said.commands.push(hostState(hostId, true, upSince));
      return;
    }
    const topic = readSparkplugTopic(message.topic);
    const tooLarge = refuseTooLarge(message);
    // A message that the broker has kept is from a session that may be over.
    if (topic === null || message.retained) said.ignored += 1;
    else if (tooLarge !== null) said.offered.push(tooLarge);
    else {
      const payload = decodePayload(message.payload);
      if (payload.ok) {
        takePayload(topic, payload.value, { message, at, said });
        plan(topic.node, nodes.get(topic.node)?.dueAt ?? null);
      } else said.offered.push(refusedMessage(message, payload.error, aboutOf(topic.node, topic.device)));
    }
  }

  interface Taking {
    readonly message: MqttMessage;
    readonly at: Instant;
    readonly said: Said;
  }

  function takePayload({ kind, node: name, device }: SparkplugTopic, payload: RawPayload, taking: Taking): void {
    const { at, said, message } = taking;
    if (kind === "NBIRTH") {
      const birth = { payload, topic: message.topic, bytes: message.payload, at };
      if (nodes.get(name)?.isAgain(birth) === true) {
        said.ignored += 1;
        return;
      }
      strangers.born(name);
      tell(name, null, nodeOf(name).birth(birth), taking);
      heard(name, null, said);
      return;
    }
    const node = nodes.get(name);
    if (kind === "NDEATH") {
      const isItsOwn = node === undefined ? strangers.mayDie(name, at) : node.death(payload);
      if (isItsOwn) silent(name, null, `The edge node ${name} is gone`, at, said);
      else said.ignored += 1;
    } else if (node === undefined) {
      said.ignored += 1;
      if (strangers.mayAsk(name, at)) said.commands.push(rebirthOf(name, at));
    } else if (node.state !== "online") {
      said.ignored += 1;
      askRebirth(name, node, at, said);
    } else if (payload.seq === null || payload.seq > 255) {
      const reason = "The message has no sequence number from 0 to 255: nobody knows whether one before it is missing.";
      said.offered.push(refusedMessage(message, { rule: "no-sequence", reason }, aboutOf(name, device)));
    } else {
      const numbered = { kind, device, payload, topic: message.topic, bytes: message.payload, at };
      const { ready, order } = node.take(payload.seq, numbered, at);
      for (const one of ready) process(name, node, order === "late" ? toldLate(one) : one, said);
      if (order === "again") said.ignored += 1;
      if (order === "late") askRebirth(name, node, at, said);
      if (order === "broken" && node.mayAskAgain(at)) said.commands.push(rebirthOf(name, at));
      if (order === "late" || order === "broken") distrust(name, said);
    }
  }

  /** Its values are probably right, and nobody knows. */
  function distrust(name: string, said: Said): void {
    const trouble =
      "Messages of this edge node are missing or out of order: what it says may be old until it is born again.";
    for (const device of [null, ...known(name)]) said.health.push({ source: sourceOf(name, device), trouble });
  }

  function process(name: string, node: EdgeNode, message: NodeMessage, said: Said): void {
    const { kind, device, payload, at } = message;
    const taking = { at, said, message: { topic: message.topic, payload: message.bytes, text: null, retained: false } };
    if (kind === "DBIRTH" && device !== null) {
      everBorn.set(name, (everBorn.get(name) ?? new Set()).add(device));
      tell(name, device, node.deviceBirth(device, payload, at), taking);
      heard(name, device, said);
    } else if (kind === "DDEATH" && device !== null) {
      node.deviceDeath(device);
      silent(name, device, `The device ${name}/${device} is gone`, at, said);
    } else if (device !== null && !node.devices.has(device)) {
      said.ignored += 1;
      askRebirth(name, node, at, said);
    } else {
      const readings = node.metrics.data(device, payload, at);
      tell(name, device, readings, taking);
      if (readings.unknown.length > 0) askRebirth(name, node, at, said);
    }
  }

  function tell(name: string, device: string | null, { readings, unknown }: Readings, taking: Taking): void {
    const { said, message } = taking;
    const origin = device === null ? name : `${name}/${device}`;
    const made = facts.read(readings, { origin, table: nodeOf(name).metrics, receivedAt: taking.at });
    listen(origin, readings, taking.at);
    said.offered.push(...made.offered);
    said.ignored += made.ignored;
    const refused: Refusal[] = [...made.refused];
    if (unknown.length > 0) {
      const reason = `No birth has told what the alias ${unknown.join(", ")} stands for: a rebirth is asked for.`;
      refused.push({ rule: "unknown-alias", reason });
    }
    for (const refusal of refused) said.offered.push(refusedMessage(message, refusal, aboutOf(name, device)));
  }

  function askRebirth(name: string, node: EdgeNode, at: Instant, said: Said): void {
    if (node.mayAsk(at)) said.commands.push(rebirthOf(name, at));
  }

  const sourceOf = (name: string, device: string | null): string =>
    sparkplugSource(config, device === null ? name : `${name}/${device}`);

  /** Without a mapping nothing ever comes of that source. */
  function aboutOf(name: string, device: string | null): About | undefined {
    const [mapping] = config.mappings ?? [];
    return mapping && { source: sourceOf(name, device), type: mapping.type as FactType };
  }

  const heard = (name: string, device: string | null, said: Said): void => {
    said.health.push({ source: sourceOf(name, device), trouble: null });
  };

  /** Of a node also all that is behind it. */
  function silent(name: string, device: string | null, why: string, at: Instant, said: Said): void {
    const trouble = `${why} since ${new Date(at).toISOString()}: what it said last may be so no more.`;
    said.health.push({ source: sourceOf(name, device), trouble });
    if (device === null) for (const inner of known(name)) said.health.push({ source: sourceOf(name, inner), trouble });
  }

  const everBorn = new Map<string, Set<string>>();
  const known = (name: string): ReadonlySet<string> => everBorn.get(name) ?? new Set();

  function overdue(at: Instant, said: Said): void {
    for (const name of due.due(at)) {
      const node = nodeOf(name);
      if (node.asksAt !== null && node.asksAt <= at) askRebirth(name, node, at, said);
      if (node.waitsUntil !== null && node.waitsUntil <= at) {
        for (const ready of node.giveUp()) process(name, node, ready, said);
        askRebirth(name, node, at, said);
        distrust(name, said);
      }
      plan(name, node.dueAt);
    }
  }

  function up(at: Instant, said: Said): void {
    upSince = at;
    said.commands.push(hostState(hostId, true, at));
    for (const [name, node] of nodes) if (node.state === "unknown") askRebirth(name, node, at, said);
  }

  function down(at: Instant, said: Said): void {
    upSince = null;
    for (const [name, node] of nodes) {
      if (node.state === "online") silent(name, null, "The connection to the broker is lost", at, said);
      node.lose();
      due.forget(name);
    }
    strangers.forget();
  }

  return {
    handle(happening): Answer<MqttCommand> {
      const said: Said = { offered: [], commands: [], health: [], ignored: 0 };
      const { at } = happening;
      overdue(at, said);
      if (happening.kind === "message") take(happening.message, at, said);
      else if (happening.kind === "up") up(at, said);
      else if (happening.kind === "down") down(at, said);
      const next = due.next();
      return { ...NOTHING, ...said, noticed: strangers.notice(at), wakeAt: next === NEVER ? null : next };
    },
  };
}

interface Said {
  readonly offered: Offered[];
  readonly commands: MqttCommand[];
  readonly health: Health[];
  ignored: number;
}

function saysOffline(text: string | null): boolean {
  try {
    const state = JSON.parse(text ?? "") as unknown;
    return typeof state === "object" && state !== null && "online" in state && state.online === false;
  } catch {
    return false;
  }
}
