import type { Instant } from "@lockstep/domain/instant";
import type { MqttCommand } from "../mqtt/message.ts";
import { Payload } from "./payload.ts";
import { nodeCommandTopic } from "./topic.ts";

/** Asks an edge node to be born again. */
export function rebirthOf(node: string, at: Instant): MqttCommand {
  const metric = { name: "Node Control/Rebirth", datatype: 11, booleanValue: true };
  const payload = Payload.encode(Payload.fromObject({ timestamp: at, metrics: [metric] })).finish();
  return { topic: nodeCommandTopic(node), payload, qos: 0, retain: false };
}
