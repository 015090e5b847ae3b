import type { ConnectorConfig } from "./configuration.ts";
import type { Offered } from "./contract.ts";

/**
 * What is handed over of what a connector offers: where its configuration keeps no messages, facts without what they
 * were made of. What is refused is kept whole all the same.
 */
export function handedOver(
  config: Pick<Exclude<ConnectorConfig, { kind: "http-out" }>, "keepMessages">,
  offered: readonly Offered[],
): readonly Offered[] {
  if (config.keepMessages !== false) return offered;
  return offered.map((one) => ("value" in one ? { value: one.value } : one));
}
