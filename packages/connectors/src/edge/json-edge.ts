import type { MqttJson } from "../configuration.ts";
import { type Connector, NOTHING } from "../contract.ts";
import type { MqttCommand, MqttMessage } from "../mqtt/message.ts";
import { createMqttJson, jsonFilters } from "../mqtt/mqtt-json.ts";
import { readTopicPattern } from "../mqtt/topic-pattern.ts";
import { createEdge } from "./edge.ts";
import type { EdgeContext } from "./edge-context.ts";
import { createJsonReadings } from "./json-readings.ts";
import { withEdge } from "./with-edge.ts";

/** What it subscribes to, its machines' signals with it. */
export const jsonEdgeFilters = (config: MqttJson): readonly string[] => [
  ...new Set([...jsonFilters(config), ...(config.edge === undefined ? [] : createJsonReadings(config.edge).filters)]),
];

/** Plain JSON on topics: mapped to facts, and the signals of machines by their edge. */
export function createJsonEdge(config: MqttJson, context: () => EdgeContext): Connector<MqttMessage, MqttCommand> {
  const mapped = createMqttJson(config, context);
  if (config.edge === undefined) return mapped;
  const readings = createJsonReadings(config.edge);
  const edge = createEdge(config.edge, config.id, context);
  const isMapped = mappedTopics(config);
  const outer: Connector<MqttMessage, MqttCommand> = {
    handle(happening) {
      if (happening.kind !== "message") return mapped.handle(happening);
      const { topic } = happening.message;
      // What only the edge understands is none of the mappings' business.
      return readings.isFor(topic) && !isMapped(topic) ? NOTHING : mapped.handle(happening);
    },
  };
  return withEdge(outer, edge, (message, at) => {
    if (!readings.isFor(message.topic)) return [];
    const { readings: heard, offered } = readings.read(message, at);
    for (const reading of heard) edge.read(reading, at);
    return offered;
  });
}

function mappedTopics({ mappings = [], facts }: MqttJson): (topic: string) => boolean {
  const topics = [...mappings.map(({ topic }) => topic), ...(facts === undefined ? [] : [facts])];
  const patterns = topics.map((topic) => readTopicPattern(topic));
  return (topic) => patterns.some((pattern) => pattern.ok && pattern.value.match(topic) !== null);
}
