import { SECOND } from "@lockstep/domain/instant";
import { type Bounds, checkGroup, checkRule } from "../check-mappings.ts";
import type { MqttConfig } from "../configuration.ts";
import { readTopicPattern } from "../mqtt/topic-pattern.ts";
import { SAY_EVERY } from "./edge.ts";
import type { MachineKind, Signal } from "./edge-config.ts";

type Kind = MqttConfig["kind"];

/** What of a connector's machines cannot work, in one line from the place where it stands; null if all can. */
export function checkEdge(config: MqttConfig): string | null {
  const { kind, edge, expectEverySeconds = LEAST_EXPECTED_SECONDS } = config;
  const machines = edge?.machines ?? [];
  if (edge !== undefined && expectEverySeconds < LEAST_EXPECTED_SECONDS) {
    return `expectEverySeconds must be ${LEAST_EXPECTED_SECONDS} or more with an edge: so often it says that a machine is there`;
  }
  const twice = repeated(machines.map(({ name }) => name));
  if (twice !== null) return `edge has two machines of the name ${twice}: give each one of its own`;
  for (const machine of machines) {
    const groups = config.kind === "sparkplug-b" ? config.groups : undefined;
    const wrong = checkMachine(machine, kind) ?? checkGroup(machine.from ?? "+", groups);
    if (wrong !== null) return `edge, ${machine.name}: ${wrong}`;
  }
  return null;
}

const LEAST_EXPECTED_SECONDS = SAY_EVERY / SECOND;

function checkMachine(machine: MachineKind, kind: Kind): string | null {
  const { signals } = machine;
  const twice = repeated(signals.map(({ name }) => name));
  if (twice !== null) return `two signals have the name ${twice}: give each one of its own`;
  for (const role of ["good", "scrap", "run-hours", "order", "operation"] as const) {
    const same = signals.filter(({ is }) => is === role);
    if (same.length > 1) return `${same.map(({ name }) => name).join(" and ")} are both ${role}: only one can be`;
  }
  const place = kind === "mqtt-json" ? checkTopics(machine) : checkFrom(machine);
  if (place !== null) return place;
  const pattern = patternOf(machine);
  const resource = checkRule(machine.resource, "resource", { allowed: ["level", "constant"], pattern });
  if (resource !== null) return resource;
  for (const signal of signals) {
    const wrong = checkSignal(signal, machine, kind);
    if (wrong !== null) return `${signal.name}: ${wrong}`;
  }
  return null;
}

function checkTopics(machine: MachineKind): string | null {
  if (machine.from !== undefined) return "from is Sparkplug's: name a topic";
  for (const { name, topic = machine.topic } of machine.signals) {
    if (topic === undefined) return `topic is missing: say where ${name} is published`;
    const pattern = readTopicPattern(topic);
    if (!pattern.ok) return `topic: ${pattern.error}`;
    const wrong = checkRule(machine.resource, "resource", { allowed: ["level", "constant"], pattern: pattern.value });
    if (wrong !== null) return wrong;
  }
  if (machine.time === undefined) return null;
  return checkRule(machine.time, "time", { allowed: ["pointer", "level"], pattern: patternOf(machine) });
}

function checkFrom({ from, topic, time, payload, signals }: MachineKind): string | null {
  if (topic !== undefined || signals.some((signal) => signal.topic !== undefined)) {
    return "topic is plain JSON's: name with from the node or device";
  }
  if (time !== undefined || payload !== undefined) return "time and payload are Sparkplug's own: leave them out";
  if (from === undefined) return "from is missing: group/node or group/node/device";
  const pattern = readTopicPattern(from);
  if (!pattern.ok) return `from: ${pattern.error}`;
  const levels = from.split("/").length;
  return levels === 2 || levels === 3 ? null : "from must be group/node or group/node/device";
}

function checkSignal(signal: Signal, machine: MachineKind, kind: Kind): string | null {
  const { is, states, bands, debounceSeconds, minimumIntervalSeconds, modulus, mostPerHour, deadband, spike } = signal;
  const origins: Bounds["allowed"] = kind === "mqtt-json" ? ["pointer", "level"] : ["metric"];
  const wrong = checkRule(signal.value, "value", { allowed: origins, pattern: patternOf(machine, signal) });
  if (wrong !== null) return wrong;
  const isCount = is === "good" || is === "scrap";
  const isCounter = isCount || is === "run-hours";
  if (is === "state" ? (states === undefined) === (bands === undefined) : states !== undefined || bands !== undefined) {
    return is === "state" ? "a state has either states or bands" : "only a state has states or bands";
  }
  if (isCount && mostPerHour === undefined) {
    return "mostPerHour is missing: what the machine can make tells pieces from a counter that was set or misread";
  }
  if (!isCounter && (modulus ?? mostPerHour) !== undefined) return "only counters have modulus and mostPerHour";
  if (!isCounter && minimumIntervalSeconds !== undefined) {
    return "only counters have minimumIntervalSeconds: a state is told when it changes; use debounceSeconds";
  }
  if (isCounter && debounceSeconds !== undefined) return "a counter needs no debounceSeconds: use mostPerHour";
  if (!isCounter && bands === undefined && deadband !== undefined) return "only numbers have a deadband";
  if (bands === undefined && spike !== undefined) return "only a state by bands has spike";
  if (is !== "state" && signal.chattering !== undefined) return "only a state has chattering";
  return null;
}

function patternOf(machine: MachineKind, signal?: Signal): Bounds["pattern"] {
  const pattern = readTopicPattern(signal?.topic ?? machine.topic ?? machine.from ?? machine.signals[0]?.topic ?? "");
  return pattern.ok ? pattern.value : {};
}

function repeated(names: readonly string[]): string | null {
  return names.find((name, k) => names.indexOf(name) !== k) ?? null;
}
