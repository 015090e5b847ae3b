import { present } from "@lockstep/domain/assert";
import type { Instant } from "@lockstep/domain/instant";
import { type Found, type Network, type Node, type Turn, turnAt } from "./cause-rules.ts";
import type { OperationModel, Supply } from "./model.ts";

/** A place on a way, with what was found there. */
export interface WalkStep {
  readonly node: Node;
  readonly turn: Turn;
}

/** The whole way from a line to its cause. */
export interface Walk {
  readonly steps: readonly WalkStep[];
  readonly found: Found;
  /** The resource of the operation where it stopped. */
  readonly resource: string | null;
  /** Work left in the operations on the way. */
  readonly remainingWork: number;
  /** It ends where it came by before: where others that come by there end hangs on where they began. */
  readonly meetsItself: boolean;
}

/** Where a walk came by an operation: from there on all go the same way. */
interface Tail {
  readonly walk: Walk;
  /** The place in its steps. */
  readonly from: number;
}
export interface Tails {
  readonly of: Map<OperationModel, Tail>;
  /** How many places were looked at anew; grows only. */
  looked: number;
}

/** Follows what binds, from a place to the first rule that stops. `tails`: what is known of ways already, and is added to. */
export function walkFrom(network: Network, from: Node, tails: Tails | null = null): Walk {
  const steps: WalkStep[] = [];
  const seen = new Set<object | string>();
  let node = from;
  for (;;) {
    const tail = node.at === "operation" ? tails?.of.get(node.operation) : undefined;
    if (tail !== undefined && isApart(tail, seen)) {
      const own = steps.length;
      for (let k = tail.from; k < tail.walk.steps.length; k++) steps.push(stepAt(tail.walk, k));
      return remembered(walkOf(steps, tail.walk), own, tails);
    }
    if (tails !== null) tails.looked += 1;
    const isCircle = seen.has(placeOf(node));
    const turn = isCircle ? circle(node, network.plant.now) : turnAt(network, node);
    seen.add(placeOf(node));
    steps.push({ node, turn });
    if ("cause" in turn) {
      const resource = node.at === "operation" ? (node.operation.resource?.id ?? null) : null;
      const walk = walkOf(steps, { found: turn.cause, resource, meetsItself: isCircle });
      return isCircle ? walk : remembered(walk, steps.length, tails);
    }
    node = turn.to;
  }
}

function walkOf(
  steps: readonly WalkStep[],
  { found, resource, meetsItself }: Pick<Walk, "found" | "resource" | "meetsItself">,
): Walk {
  const remainingWork = steps.reduce(
    (sum, { node }) => (node.at === "operation" ? sum + node.operation.remainingWork : sum),
    0,
  );
  return { steps, found, resource, remainingWork, meetsItself };
}

const stepAt = ({ steps }: Walk, k: number): WalkStep => present(steps[k], () => "a tail lies within its walk");

/** With each of its first steps known. */
function remembered(walk: Walk, own: number, tails: Tails | null): Walk {
  if (tails === null) return walk;
  for (let k = 0; k < own; k++) {
    const { node } = stepAt(walk, k);
    if (node.at === "operation" && !tails.of.has(node.operation)) tails.of.set(node.operation, { walk, from: k });
  }
  return walk;
}

/** No place but operations is met twice: what is short by another quantity, or comes from another side, is the same place. */
function isApart({ walk, from }: Tail, seen: ReadonlySet<object | string>): boolean {
  for (let k = from; k < walk.steps.length; k++) {
    const { node } = stepAt(walk, k);
    if (node.at !== "operation" && seen.has(placeOf(node))) return false;
  }
  return true;
}

/** One that is not late yet: that it is planned so late is no reason, that nobody knows for sure is. */
export function asUncertain(walk: Walk): Walk {
  return walk.found.kind === "plan-gap" ? { ...walk, found: { ...walk.found, kind: "uncertain" } } : walk;
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
