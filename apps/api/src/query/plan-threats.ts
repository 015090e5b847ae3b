import type { OrderLineView } from "@lockstep/engine/views";
import type { Moment } from "./moment.ts";

/** The order lines whose path to their cause goes over an operation. */
export interface Threat {
  worst: OrderLineView["state"];
  lines: number;
  valueAtRiskMinor: number;
}

const BAD: readonly OrderLineView["state"][] = ["at-risk", "late", "short"];

/** By operation; of lines that are not on track, at sites that the viewer may see. */
export function threatsByOperation(moment: Moment): ReadonlyMap<string, Threat> {
  const threats = new Map<string, Threat>();
  for (const { line, operations } of threatened(moment)) {
    for (const operation of operations) add(threats, operation, line);
  }
  return threats;
}

/** The lines that an operation's money is of. */
export const linesOverOperation = (moment: Moment, operation: string): readonly OrderLineView[] =>
  [...threatened(moment)].flatMap(({ line, operations }) => (operations.has(operation) ? [line] : []));

interface Threatened {
  readonly line: OrderLineView;
  readonly operations: ReadonlySet<string>;
}

function* threatened({ view, viewer }: Moment): Iterable<Threatened> {
  const seen = new Set<string>();
  for (const { impacted } of view.projection.causes.values()) {
    for (const { line: id } of impacted) {
      const line = seen.has(id) ? undefined : view.projection.orderLines.get(id);
      seen.add(id);
      if (line === undefined || !BAD.includes(line.state) || !viewer.scope.sees(line.site)) continue;
      const operations = new Set(line.path.flatMap(({ what, id: step }) => (what === "operation" ? [step] : [])));
      yield { line, operations };
    }
  }
}

function add(threats: Map<string, Threat>, operation: string, line: OrderLineView): void {
  const known = threats.get(operation);
  if (known === undefined) {
    threats.set(operation, { worst: line.state, lines: 1, valueAtRiskMinor: line.valueAtRiskMinor });
    return;
  }
  if (BAD.indexOf(line.state) > BAD.indexOf(known.worst)) known.worst = line.state;
  known.lines += 1;
  known.valueAtRiskMinor += line.valueAtRiskMinor;
}
