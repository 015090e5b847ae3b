import type { Found, Network } from "./cause-rules.ts";
import type { Explainer } from "./explainer.ts";
import type { LineModel, LineOutcome } from "./lines.ts";
import type { Demand } from "./model.ts";
import { latestOf } from "./pegging.ts";
import type { Walk } from "./walk.ts";

interface OfLine {
  readonly line: LineModel;
  readonly outcome: LineOutcome;
  readonly demand: Demand;
}

/** Why a line is late, short or at risk; null for one that is on track. */
export function walkOfLine(
  network: Network,
  explainer: Pick<Explainer, "walkFrom" | "walkShort" | "asUncertain">,
  { line, outcome, demand }: OfLine,
): Walk | null {
  if (outcome.state !== "late" && outcome.state !== "short" && outcome.state !== "at-risk") return null;
  const latest = latestOf(demand.allocations);
  if (outcome.state === "short" || latest === null) {
    return explainer.walkShort(line.point, demand.short);
  }
  const { what } = latest.supply.source;
  if (what === "lot" || what === "picked") return notShipped(network, line);
  const walk = explainer.walkFrom(latest.supply);
  return outcome.state === "at-risk" ? explainer.asUncertain(walk) : walk;
}

/** What it needs lies there. */
function notShipped({ plant }: Network, { id, pickMs }: LineModel): Walk {
  const found: Found = {
    kind: "not-shipped",
    subjectType: "sales-order-line",
    subject: id,
    clearsAt: plant.now + pickMs,
  };
  return { steps: [], found, resource: null, remainingWork: 0, meetsItself: false };
}
