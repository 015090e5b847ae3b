import type { Thing, Trace, TraceCut, TraceEdge, TraceFacts, TraceNode, TraceOptions } from "./model.ts";
import { type Place, type Step, stepsBack, stepsOn, thingPlace } from "./steps.ts";

/**
 * Follows a lot or one thing backward to all that went into it, and forward to all that it went into: what went into a
 * production order counts as part of everything that came out of it. Null: no fact names it.
 *
 * Costs what it finds, not what there is: every node looks up its own facts, once in each direction.
 */
export function trace(thing: Thing, facts: TraceFacts, options: TraceOptions): Trace | null {
  const start = thingPlace(thing);
  const isNamed = thing.serial === null ? facts.ofLot(thing.item, thing.lot) : facts.ofSerial(thing.item, thing.serial);
  if (isNamed[Symbol.iterator]().next().done === true) return null;
  const graph = createGraph(start, options.mostNodes);
  if (options.backward) walk(graph, start, { sign: -1, facts, options });
  if (options.forward) walk(graph, start, { sign: 1, facts, options });
  return { start: start.id, nodes: graph.nodes(), edges: graph.edges(), cuts: graph.cuts() };
}

interface Walk {
  readonly sign: 1 | -1;
  readonly facts: TraceFacts;
  readonly options: TraceOptions;
}

/** Breadth first, so that what is cut off is what is farthest away. */
function walk(graph: Graph, start: Place, { sign, facts, options }: Walk): void {
  const been = new Set([start.id]);
  let front: readonly Place[] = [start];
  for (let depth = 0; front.length > 0; depth += 1) {
    const next: Place[] = [];
    for (const place of front) {
      if (place.kind === "lot" && place.lot === "" && place.id !== start.id) {
        graph.cut(place, "no-lot");
        continue;
      }
      const steps = sign < 0 ? stepsBack(place, facts) : stepsOn(place, facts);
      if (depth >= options.mostDepth) {
        if (steps.length > 0) graph.cut(place, "depth");
        continue;
      }
      for (const step of steps) {
        if (!graph.add(step.to, sign * (depth + 1))) {
          graph.cut(place, "size");
          break;
        }
        graph.connect(place, step, sign);
        if (been.has(step.to.id)) continue;
        been.add(step.to.id);
        next.push(step.to);
      }
    }
    front = next;
  }
}

type Graph = ReturnType<typeof createGraph>;

function createGraph(start: Place, mostNodes: number) {
  const nodes = new Map<string, TraceNode>([[start.id, { ...start, distance: 0 }]]);
  const edges = new Map<string, TraceEdge>();
  const cuts = new Map<string, TraceCut>();
  return {
    /** False: there is no room for another one. */
    add(place: Place, distance: number): boolean {
      if (nodes.has(place.id)) return true;
      if (nodes.size >= mostNodes) return false;
      nodes.set(place.id, { ...place, distance });
      return true;
    },
    connect(place: Place, { to, quantity, facts }: Step, sign: 1 | -1): void {
      const ends = sign > 0 ? { from: place.id, to: to.id } : { from: to.id, to: place.id };
      const key = JSON.stringify([ends.from, ends.to]);
      if (!edges.has(key)) edges.set(key, { ...ends, quantity, facts });
    },
    cut(place: Place, reason: TraceCut["reason"]): void {
      if (!cuts.has(place.id)) cuts.set(place.id, { node: place.id, reason });
    },
    nodes: () => [...nodes.values()],
    edges: () => [...edges.values()],
    cuts: () => [...cuts.values()],
  };
}
