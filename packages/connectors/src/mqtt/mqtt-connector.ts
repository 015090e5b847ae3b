import type { Instant } from "@lockstep/domain/instant";
import type { MqttConfig } from "../configuration.ts";
import type { Connector } from "../contract.ts";
import { type EdgeContext, NO_CONTEXT } from "../edge/edge-context.ts";
import { createJsonEdge, jsonEdgeFilters } from "../edge/json-edge.ts";
import { createSparkplugEdge } from "../edge/sparkplug-edge.ts";
import { hostState, sparkplugFilters } from "../sparkplug/host.ts";
import type { MqttCommand, MqttMessage } from "./message.ts";

/** A connector that speaks to a broker, and how its connection is to be. */
export interface MqttConnector {
  readonly filters: readonly string[];
  /** Whether the broker forgets what comes while nobody is connected. */
  readonly cleanSession: boolean;
  /** What the broker says in its place when a connection of this time breaks off. */
  will(at: Instant): MqttCommand | null;
  create(): Connector<MqttMessage, MqttCommand>;
}

/** `context`: what the tower knows, whenever it is asked; machines' signals are made sense of with it. */
export function mqttConnectorOf(config: MqttConfig, context: () => EdgeContext = () => NO_CONTEXT): MqttConnector {
  switch (config.kind) {
    case "mqtt-json":
      return {
        filters: jsonEdgeFilters(config),
        cleanSession: config.broker?.cleanSession ?? false,
        will: () => null,
        create: () => createJsonEdge(config, context),
      };
    case "sparkplug-b":
      return {
        filters: sparkplugFilters(config),
        // A host that was away asks for births; what was kept for it would be old.
        cleanSession: config.broker?.cleanSession ?? true,
        will: (at) => hostState(config.hostId, false, at),
        create: () => createSparkplugEdge(config, context),
      };
  }
}
