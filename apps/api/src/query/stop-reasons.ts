import { byCodeUnit } from "@lockstep/domain/world";
import type { StopReason } from "@lockstep/protocol/generated/schema";
import type { View } from "../view/view.ts";

/** Why a resource stops: as its master data names it, and as it was told before. */
export function stopReasons({ world }: View, id: string): readonly StopReason[] {
  const typical = world.resources.get(id)?.data.typicalRepairMinutes ?? {};
  const told = (world.resourceStates.get(id) ?? []).flatMap(({ data }) => data.reason ?? []);
  return [...new Set([...Object.keys(typical), ...told])]
    .sort(byCodeUnit)
    .map((reason) => ({ reason, typicalMinutes: Object.hasOwn(typical, reason) ? (typical[reason] ?? null) : null }));
}
