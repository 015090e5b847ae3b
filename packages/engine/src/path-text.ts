import type { Instant } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { Found, Network, Node, Turn } from "./cause-rules.ts";
import { holdEstimate } from "./estimates.ts";
import { knownOrMade } from "./known-or-made.ts";
import type { LineModel, LineOutcome } from "./lines.ts";
import { delaysOf } from "./loading.ts";
import type { OperationModel, Supply } from "./model.ts";
import type { PathStep } from "./views.ts";
import type { Walk, WalkStep } from "./walk.ts";
import { itemInWords, lengthInWords, pointInWords, quantityInWords, timeInWords } from "./words.ts";

/** The explanation that people read begins at the line. */
export function lineStep(line: LineModel, outcome: LineOutcome, world: World): PathStep {
  return { what: "line", id: line.id, text: lineInWords(line, outcome, world) };
}

/**
 * And goes on from there, step by step, to the cause; with times as they are said at a site. `told`: steps that have been put in words for
 * that site already, and is added to.
 */
export function stepsOf(
  network: Network,
  walk: Walk,
  site: string,
  told: Map<WalkStep, PathStep> = new Map(),
): PathStep[] {
  const words = createWords(network, site);
  const inWords = ({ node, turn }: WalkStep): PathStep => words.step(node, turn);
  const path = walk.steps.map((one) => knownOrMade(told, one, inWords));
  path.push({ what: "cause", id: walk.found.subject, text: words.cause(walk.found) });
  return path;
}

function lineInWords({ id, data }: LineModel, { state, short, slack }: LineOutcome, world: World): string {
  if (state === "short") return `${id} lacks ${quantityInWords(short)} of ${itemInWords(world, data.item)}`;
  if (state === "late") return `${id} is ${lengthInWords(slack ?? 0)} late`;
  return `${id} may be late: ${lengthInWords(slack ?? 0)} to spare`;
}

function createWords({ plant }: Network, site: string) {
  const { world, now } = plant;
  const time = (at: Instant): string => timeInWords(plant.zoneAt(site), at, now);
  /** From now on, where that is at once. */
  const there = ({ availableAt }: Supply): string => time(Math.max(now, availableAt));

  const step = (node: Node, turn: Turn): PathStep => {
    switch (node.at) {
      case "short":
        return { what: "short", id: node.point, text: short(node.point, node.quantity, turn) };
      case "supply":
        return { what: "supply", id: node.supply.id || node.supply.point, text: supply(node.supply, turn) };
      case "operation":
        return { what: "operation", id: node.operation.id, text: operation(node.operation, turn) };
    }
  };

  const short = (point: string, quantity: number, { why }: Turn): string => {
    const missing = `${quantityInWords(quantity)} of ${pointInWords(world, point)} missing`;
    switch (why) {
      case "blocked-stock":
        return `${missing}: what lies there is blocked or rejected`;
      case "never-made":
        return `${missing}: what should bring it never comes`;
      case "made-too-little":
        return `${missing}: an order made less than planned`;
      case "erp-counts-more":
        return `${missing}: the ERP counts ${quantityInWords(world.erpStock.get(point)?.data.quantity ?? 0)}, the warehouse less`;
      default:
        return `${missing}: nothing in stock or on order is left for it`;
    }
  };

  const supply = (one: Supply, { why }: Turn): string => {
    const item = itemInWords(world, one.point.slice(0, one.point.lastIndexOf("@")));
    const what = `${quantityInWords(one.quantity)} of ${item}`;
    switch (one.source.what) {
      case "held":
        return `waits for ${one.id === "" ? what : `lot ${one.id} of ${item}`}, on hold until ${there(one)}${said(releasedBy(one.source.hold))}`;
      case "made":
        return `waits for ${what}, made by ${one.id} and not received`;
      case "make":
        return `waits for ${one.id}, which makes ${item}, ready ${there(one)}`;
      case "purchase":
        return `waits for ${one.id}, ${item} bought from ${supplierOf(one.source.line.data.supplier)}, expected ${time(one.source.line.expected)}${said(one.source.line.expectedBy)}`;
      case "in-transit":
        return `waits for transfer ${one.id}, ${item} on its way, there ${there(one)}`;
      case "to-ship":
        return `waits for transfer ${one.id} of ${item}${why === "not-left" ? ", ready and not shipped" : ", not shipped"}`;
      case "assumed":
        return `waits for ${what} that nobody has ordered, ${there(one)} at the earliest`;
      case "lot":
      case "picked":
        return `${what} lies ready`;
    }
  };

  /** Who gave the time at which it is to be released, while that is ahead. */
  const releasedBy = (id: string | null): string | null => {
    const answer = id === null ? null : holdEstimate(plant, id);
    return answer !== null && answer.at > now ? answer.by : null;
  };

  const supplierOf = (id: string): string => world.suppliers.get(id)?.data.name ?? id;

  const operation = (one: OperationModel, turn: Turn): string => {
    const delays = delaysOf(one);
    const where = one.resource === null ? one.id : `${one.id} on ${one.resource.name}`;
    switch (turn.why) {
      case "stands":
        return `${where} stands`;
      case "lost-to-scrap":
        return `${where} makes up for ${quantityInWords(one.scrap)} of scrap`;
      case "runs-longer":
        return `${where} takes ${lengthInWords(delays.own)} longer than planned`;
      case "began-late-after-the-one-before":
        return `${where} began ${lengthInWords(delays.start)} late, after the operation before it`;
      case "resource-was-down":
        return `${where} began ${lengthInWords(delays.start)} late: the line was down`;
      case "material-came-late":
        return `${where} began ${lengthInWords(delays.start)} late: its material came late`;
      case "did-not-start":
        return `${where} should have started ${time(one.plannedStart)} and ${one.phase === "waiting" ? "has not" : `began ${time(one.start)}`}`;
      case "waits-for-repair":
        return `${where} waits for the repair, until ${time(one.start)}`;
      case "waits-behind":
        return `${where} waits behind ${frontOf(one)}, until ${time(one.start)}`;
      case "queue":
        return `${where} waits for its turn, until ${time(one.start)}`;
      case "waits-for-material":
        return `${where} waits for material, until ${time(one.start)}`;
      case "waits-for-the-one-before":
        return `${where} waits for the operation before it`;
      default:
        return `${where} is planned for ${time(one.plannedStart)}`;
    }
  };

  const cause = ({ kind, subject, subjectType }: Found): string => {
    switch (kind) {
      case "machine-down":
        return machine(subject);
      case "quality-hold":
        return subjectType === "hold" ? hold(subject) : `${pointInWords(world, subject)} waits for its release`;
      case "stock-mismatch":
        return `the ERP counts more of ${pointInWords(world, subject)} than the warehouse`;
      case "no-supply":
        return `there is too little of ${pointInWords(world, subject)}, in stock or on order`;
      case "supplier-late":
        return `${subject} from ${supplierOf(world.purchaseOrderLines.get(subject)?.data.supplier ?? "")} comes later than promised`;
      case "plan-gap":
        return `${subject} is planned later than it is needed`;
      case "uncertain":
        return `${subject} may come too late`;
      case "scrap":
        return `${subject} made too much scrap`;
      case "slow-running":
        return `${subject} runs slower than planned`;
      case "not-started":
        return `${subject} has not started as planned`;
      case "overload":
        return `${world.resources.get(subject)?.data.name ?? subject} has more work than time`;
      case "not-shipped":
        return `${subject} is ready and has not left`;
      case "not-received":
        return `${subject} is made and has not been received`;
      case "transfer-late":
        return `${subject} is on its way for too long`;
      case "closed-short":
        return `${subject} ends short of its quantity`;
    }
  };

  const machine = (id: string): string => {
    const name = world.resources.get(id)?.data.name ?? id;
    const present = world.resourceStates.get(id)?.at(-1)?.data;
    if (present?.state !== "down") return `${name} was down`;
    const reason = present.reason ? ` (${present.reason})` : "";
    const stated = plant.resourceOf(id);
    const until =
      stated.isUpEstimated && stated.upAt !== null
        ? `, up again ${time(stated.upAt)}${said(stated.upBy)}`
        : ", no repair estimate";
    return `${name} is down since ${time(stated.downSince ?? present.since)}${reason}${until}`;
  };

  const hold = (id: string): string => {
    const { reason, state } = world.holds.get(id)?.data ?? { reason: "", state: "held" };
    return `${id} ${state === "rejected" ? "rejects" : "holds"} the goods${reason ? `: ${reason}` : ""}`;
  };

  return { step, cause };
}

const said = (by: string | null): string => (by === null ? "" : `, says ${by}`);

function frontOf({ front }: OperationModel): string {
  return front?.what === "operation" ? front.operation.id : "the repair";
}
