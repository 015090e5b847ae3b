import { present } from "@lockstep/domain/assert";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { SparkplugB } from "../configuration.ts";
import type { Connector, Offered } from "../contract.ts";
import { valueBy } from "../mapping/rule.ts";
import type { MqttCommand, MqttMessage } from "../mqtt/message.ts";
import { readTopicPattern } from "../mqtt/topic-pattern.ts";
import { createSparkplugHost, sparkplugSource } from "../sparkplug/host.ts";
import type { Reading as Metric } from "../sparkplug/metrics.ts";
import { createEdge, type EdgeReading, machineSource } from "./edge.ts";
import type { MachineKind } from "./edge-config.ts";
import type { EdgeContext } from "./edge-context.ts";
import { createMachineHealth } from "./machine-health.ts";
import { createSignalValue } from "./signal-value.ts";
import { withEdge } from "./with-edge.ts";

/** A Sparkplug host whose metrics are also the signals of machines. */
export function createSparkplugEdge(
  config: SparkplugB,
  context: () => EdgeContext,
): Connector<MqttMessage, MqttCommand> {
  const { edge: section } = config;
  if (section === undefined) return createSparkplugHost(config, undefined, context);
  const edge = createEdge(section, config.id, context);
  const sourceOf = (resource: string): string => machineSource(section, config.id, resource);
  const health = createMachineHealth();
  const machines = section.machines.map(prepare);
  let refused: Offered[] = [];

  function listen(origin: string, metrics: readonly Metric[], receivedAt: Instant): void {
    for (const { kind, match, byMetric } of machines) {
      const levels = match(origin);
      if (levels === null) continue;
      const resource = valueBy({ ...kind.resource, as: "text" }, "resource", ({ level = "" }) => levels.get(level));
      if (!resource.ok) continue;
      const about = { machine: kind, resource: String(resource.value) };
      if (metrics.some(({ name }) => byMetric.has(name))) {
        health.heardAt(sparkplugSource(config, origin), sourceOf(about.resource));
      }
      for (const metric of metrics) {
        if (metric.value === null) continue;
        const signals = byMetric.get(metric.name) ?? [];
        for (const { signal, read } of signals)
          take(metric, read, { ...about, signal, topic: `${origin}/${metric.name}` });
      }
    }

    function take(metric: Metric, read: SignalValue, about: Omit<EdgeReading, "value" | "at">): void {
      const value = read(() => metric.value);
      if (!value.ok) refused.push({ text: textOf(about.topic, metric), refused: value.error });
      else if (value.value !== undefined) edge.read({ ...about, value: value.value, at: metric.at }, receivedAt);
    }
  }

  const joined = withEdge(createSparkplugHost(config, listen, context), edge, () => {
    const taken = refused;
    refused = [];
    return taken;
  });
  return {
    handle(happening) {
      const answer = joined.handle(happening);
      return { ...answer, health: health.joined(answer.health) };
    },
  };
}

type SignalValue = ReturnType<typeof createSignalValue>;

function prepare(kind: MachineKind) {
  const pattern = readTopicPattern(kind.from ?? "");
  const { match } = present(pattern.ok ? pattern.value : null, () => `unchecked origin ${kind.from}`);
  const byMetric = new Map<string, { signal: number; read: SignalValue }[]>();
  for (const [signal, declared] of kind.signals.entries()) {
    const { metric } = declared.value;
    if (metric === undefined) continue;
    byMetric.set(metric, [...(byMetric.get(metric) ?? []), { signal, read: createSignalValue(declared) }]);
  }
  return { kind, match, byMetric };
}

const textOf = (topic: string, { value, at }: Metric): string =>
  JSON.stringify({ topic, value: typeof value === "bigint" ? String(value) : value, time: isoOf(at) });
