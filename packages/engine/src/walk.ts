import type { Instant } from "@lockstep/domain/instant";
import { type Found, type Network, type Node, type Turn, turnAt } from "./cause-rules.ts";
import type { OperationModel, Supply } from "./model.ts";

/** The whole way from a line to its cause. */
export interface Walk {
  /** Each place on the way with what was found there. */
  readonly steps: readonly { readonly node: Node; readonly turn: Turn }[];
  readonly found: Found;
  /** The resource of the operation where it stopped. */
  readonly resource: string | null;
  /** Work left in the operations on the way. */
  readonly remainingWork: number;
}

/** Follows what binds, from a place to the first rule that stops. */
export function walkFrom(network: Network, from: Node): Walk {
  const steps: { readonly node: Node; readonly turn: Turn }[] = [];
  const seen = new Set<object | string>();
  let node = from;
  for (;;) {
    const turn = seen.has(placeOf(node)) ? circle(node, network.plant.now) : turnAt(network, node);
    seen.add(placeOf(node));
    steps.push({ node, turn });
    if ("cause" in turn) {
      const operations = steps.flatMap((step) => (step.node.at === "operation" ? [step.node.operation] : []));
      return {
        steps,
        found: turn.cause,
        resource: node.at === "operation" ? (node.operation.resource?.id ?? null) : null,
        remainingWork: remainingOf(operations),
      };
    }
    node = turn.to;
  }
}

/** One that is not late yet: that it is planned so late is no reason, that nobody knows for sure is. */
export function asUncertain(walk: Walk): Walk {
  return walk.found.kind === "plan-gap" ? { ...walk, found: { ...walk.found, kind: "uncertain" } } : walk;
}

function remainingOf(operations: readonly OperationModel[]): number {
  return operations.reduce((sum, { remainingWork }) => sum + remainingWork, 0);
}

function placeOf(node: Node): object | string {
  switch (node.at) {
    case "short":
      return node.point;
    case "supply":
      return node.supply;
    case "operation":
      return node.operation;
  }
}

/** Facts that contradict each other can lead in a circle: the first place that is met again is where it stops. */
function circle(node: Node, now: Instant): Turn {
  const why = "planned-so";
  switch (node.at) {
    case "short":
      return { why, cause: { kind: "no-supply", subjectType: "stocking-point", subject: node.point, clearsAt: null } };
    case "supply":
      return { why, cause: gapAt(node.supply, now) };
    case "operation": {
      const clearsAt: Instant | null = Number.isFinite(node.operation.start) ? node.operation.start : null;
      return {
        why,
        cause: { kind: "plan-gap", subjectType: "production-order", subject: node.operation.order.id, clearsAt },
      };
    }
  }
}

function gapAt({ point, availableAt }: Supply, now: Instant): Found {
  const clearsAt = Math.max(now, availableAt);
  return { kind: "plan-gap", subjectType: "stocking-point", subject: point, clearsAt };
}
