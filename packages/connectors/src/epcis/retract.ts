import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { JsonObject } from "@lockstep/domain/json";

/**
 * What undoes a fact of an event that did not happen, whichever of the two comes first, and however often. All of it has
 * the event's own time, so that a count in between, which saw what was really there, is not undone with it.
 *
 * - A shipment is an entity: a tombstone, behind it in the order of ids.
 * - A movement has none: the opposite movement.
 * - A receipt has no opposite that would also take back what was received for its order, nor has a transfer: the same
 *   fact with quantity 0 takes its place. Of two contents of one id the smaller by code unit is in force, and
 *   `correction` stands before `data`.
 */
export function retract(fact: CloudEvent, reason: string | null): CloudEvent {
  const correction = `retracted${reason === null ? "" : `: ${reason.slice(0, 200)}`}`;
  const data = fact.data as JsonObject;
  const opposite = (changed: object): CloudEvent => ({
    ...fact,
    id: `${fact.id}/retracted`,
    correction,
    data: changed,
  });
  switch (fact.type) {
    case "wms.shipment":
      return opposite({ id: data["id"], deleted: true });
    case "mes.consumption":
      return opposite({ ...data, quantity: -Number(data["quantity"]) });
    case "wms.stock-move":
      return data["reason"] === "transfer" ? nothing(fact, correction) : opposite(back(data));
    default:
      return nothing(fact, correction);
  }
}

const nothing = (fact: CloudEvent, correction: string): CloudEvent => ({
  ...fact,
  correction,
  data: { ...(fact.data as JsonObject), quantity: 0 },
});

/** A pick that is undone is an adjustment, as what went back is no pick. */
function back({ from, to, status, toStatus, reason, ...data }: JsonObject): object {
  const turned = { ...(to === undefined ? {} : { from: to }), ...(from === undefined ? {} : { to: from }) };
  const before = toStatus === undefined ? {} : { toStatus: status ?? "available" };
  const after = toStatus ?? status;
  const states = after === undefined ? {} : { status: after };
  return { ...data, ...turned, ...states, ...before, reason: reason === "pick" ? "adjust" : reason };
}
