import type { LineageFigure, LineageOf } from "@lockstep/protocol/generated/schema";
import { badInput } from "../errors.ts";
import { ROLES, type Role } from "./roles.ts";
import type { Standings } from "./standing.ts";

/** What one figure stands on, and the rules that it follows: numbers in the SPEC.md files. */
export interface FigureKind {
  /** The facts of the thing itself that it stands on, and of nothing else; null: everything, along all that it leans on. */
  readonly own: readonly Role[] | null;
  readonly rules: readonly string[];
}

const CALENDAR = ["P1", "P2"];
const IN_FORCE = ["F41", "F42", "F43", "F45"];
const STOCK = ["F42", "F51", "P20", "P21", "P24"];
const SUPPLY = ["P22", "P23", "P25", "P26", "P27", "P28", "P29", "P30", "P31", "P42", "P43", "P44"];
const MAKING = ["P50", "P56", "P57", "P58", "P59", "P61", "P65", "P66", "P71", "P75", "P76", "P77"];
const PEGGING = ["P80", "P81", "P82", "P83", "P84", "P85", "P86"];
const CAUSE = ["P100", "P105", "P110", "P112", "P120", "P126", "P128"];
const MONEY = ["P131", "P132", "P133"];

const all = (...rules: readonly string[]): FigureKind => ({ own: null, rules: [...IN_FORCE, ...CALENDAR, ...rules] });
const own = (roles: readonly Role[], ...rules: readonly string[]): FigureKind => ({
  own: roles,
  rules: [...IN_FORCE, ...CALENDAR, ...rules],
});

const EVERY_ROLE = Object.keys(ROLES) as Role[];
/** All that things say of themselves, and nothing of what they lean on: figures over many things would else be of everything. */
const near = (...rules: readonly string[]): FigureKind => own(EVERY_ROLE, ...rules);

type Kinds = { readonly [figure in LineageFigure]?: FigureKind };

const PROJECTED = all(...STOCK, ...SUPPLY, ...MAKING, ...PEGGING);
const DELIVERY = all(...STOCK, ...SUPPLY, ...MAKING, ...PEGGING, "P90");

const OF_LINES = own(["ordered", "shipped", "item", "site", "customer"], "O1", "O2", "O3", "O4", "O5", "O6");
const FORESEEN = near("P90", "P92", "P93", "O16", ...MONEY);
const SCORED = own(["ordered", "shipped", "customer", "site"], "O17");
const SAVED = own(["ordered", "shipped", "customer", "site"], "O17", "O20");
const ADHERENCE = near("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A16");
const OEE = near("A20", "A21", "A22", "A23");
const SURVIVAL = near("A10", "A11", "A12", "A13", "A14", "A15", "A16");
const LEAD_TIME = near("L1", "L2", "L3");
const WORK = near("P55", "P56", "P59");

/** The figures that each thing has. */
export const FIGURES: { readonly [of in LineageOf]: Kinds } = {
  SALES_ORDER_LINE: {
    ALL: all(...STOCK, ...SUPPLY, ...MAKING, ...PEGGING, "P90", "P91", "P92", "P93", ...CAUSE, ...MONEY),
    PROMISED_AT: own(["ordered", "site"]),
    REQUESTED_AT: own(["ordered", "site"]),
    OPEN_QUANTITY: own(["ordered", "shipped"], "P91"),
    OPEN_VALUE: own(["ordered", "shipped", "item"], "P131"),
    PROJECTED: DELIVERY,
    SLACK: DELIVERY,
    SHORT_QUANTITY: DELIVERY,
    STATE: all(...STOCK, ...SUPPLY, ...MAKING, ...PEGGING, "P90", "P91", "P92"),
    P_LATE: all(...STOCK, ...SUPPLY, ...MAKING, ...PEGGING, "P90", "P92", "P93"),
    CAUSE: all(...STOCK, ...SUPPLY, ...MAKING, ...PEGGING, "P90", ...CAUSE),
    VALUE_AT_RISK: all(...STOCK, ...SUPPLY, ...MAKING, ...PEGGING, "P90", ...MONEY),
  },
  PRODUCTION_ORDER: {
    ALL: PROJECTED,
    PLANNED: own(["planned", "routing"], "P55"),
    STILL_TO_MAKE: own(["planned", "reported", "received", "routing"], "P27"),
    PROJECTED,
  },
  STOCKING_POINT: {
    ALL: PROJECTED,
    ON_HAND: own(["counted", "moved", "received", "shipped"], "F42", "F51"),
    ERP_ON_HAND: own(["believed"]),
    AVAILABLE: PROJECTED,
    VERDICT: all(...STOCK, ...SUPPLY, ...PEGGING, "P104"),
  },
  RESOURCE: {
    ALL: own(["resource", "calendar", "state", "estimate"], "F44", "P59", "P60", "P44"),
    STATE: own(["resource", "state"], "F44"),
    UP_AT: own(["resource", "calendar", "state", "estimate"], "P59", "P60", "P44"),
  },
  PURCHASE_ORDER_LINE: {
    ALL: all("P28", "P40", "P42", "P43", "P44"),
    PROMISED_AT: own(["bought", "site"]),
    RECEIVED: own(["received"], "P28"),
    STATE: own(["bought"]),
  },
  TRANSFER_ORDER: {
    ALL: all("P29", "P30", ...STOCK, ...SUPPLY, ...PEGGING),
    PLANNED: own(["transfer", "site"]),
    STATE: own(["transfer"]),
  },
  HOLD: { ALL: own(["hold", "estimate"], "P22", "P23", "P44"), STATE: own(["hold"], "P23") },
  EXCEPTION: {
    ALL: all(...CAUSE, "P130", "P134", "P135", "P136", ...MONEY, "W1", "W2", "W5"),
    CAUSE: all(...CAUSE, "P130", "P136"),
    ACT_BY: all("P130", "P132", "P133", "P134"),
    VALUE_AT_RISK: all("P130", ...MONEY),
  },
  OVERVIEW: {
    ALL: all("P130", "P134", ...MONEY),
    VALUE_AT_RISK: all("P130", ...MONEY),
    EXCEPTIONS: all("P130", "P134", "P135", "W1", "W2"),
    PROMISES_TODAY: all("P90", "P91", "P92"),
    OPEN_LINES: own(["ordered", "shipped"], "P91"),
  },
  OTIF: { ALL: OF_LINES, FAILED: OF_LINES, MISSING: OF_LINES, FINE: OF_LINES },
  OTIF_FORECAST: { ALL: FORESEEN, VALUE_AT_RISK: FORESEEN },
  LINES_SAVED: { ALL: SAVED, CALLED: SAVED, LATE: SAVED, CAME: SAVED },
  FORESIGHT: {
    ...{ ALL: SCORED, LATE: SCORED, CALLED: SCORED, WARNING: SCORED },
    ...{ BRIER: SCORED, PRECISION: SCORED, RECALL: SCORED },
  },
  ALARM_PERFORMANCE: {
    ...{ CARDS: near("X1", "X2"), FLOOD: near("X1", "X2"), STANDING: near("X3"), CHATTERING: near("X4") },
    ...{ WORST: near("X2", "X6"), FALSE_FLAGS: near("X5"), ACKNOWLEDGED: near("X8"), RESPONSE: near("X7") },
  },
  ESTIMATES: { ALL: near("G1", "G2", "G3", "G4"), KEPT: near("G1", "G2", "G3", "G4") },
  ADHERENCE: {
    ...{ ALL: ADHERENCE, VOLUME: ADHERENCE, MIX: ADHERENCE },
    ...{ STARTS: ADHERENCE, FINISHES: ADHERENCE, SEQUENCE: ADHERENCE },
  },
  OEE: { ALL: OEE, AVAILABILITY: OEE, EFFECTIVENESS: OEE, QUALITY: OEE },
  PLAN_SURVIVAL: { ALL: SURVIVAL, BROKEN: SURVIVAL },
  LEAD_TIMES: { ALL: LEAD_TIME, RECEIVED: LEAD_TIME, OVERDUE: LEAD_TIME, PLANNED: LEAD_TIME },
  PLAN_PROGRESS: { PLANNED: WORK, DONE: WORK, FORECAST: WORK },
  PLAN_LOSSES: { ALL: near("A20", "F44") },
  OPERATION: {
    ...{ ALL: PROJECTED, PROJECTED, VALUE_AT_RISK: all("P130", ...MONEY) },
    ...{ PLANNED: own(["planned", "routing"], "P55"), DONE: own(["planned", "reported"], "P27") },
    BASELINE: own(["planned", "routing", "published"], "P55"),
  },
  FEED: { ALL: own(["told"]), RECEIVED: own(["told"]) },
  QUARANTINE_CAUSE: {
    ALL: own(["ordered", "shipped"], "P91", "Q1", "Q2", "Q5"),
    OPEN_LINES: own(["ordered", "shipped"], "P91", "Q1", "Q2", "Q5"),
    OPEN_VALUE: own(["ordered", "shipped", "item"], "P131", "Q1", "Q2", "Q5"),
  },
};

/** Refuses a figure that the thing has not. */
export function figureKind(of: LineageOf, figure: LineageFigure): FigureKind {
  const kinds = FIGURES[of];
  const kind = kinds[figure];
  if (kind !== undefined) return kind;
  throw badInput(`${of} has no figure ${figure}: ask for one of ${Object.keys(kinds).join(", ")}.`);
}

/** What things stand on as far as a figure of that kind does. */
export function standingsOf({ own }: FigureKind, standings: Standings): Standings {
  if (own === null) return standings;
  const roles = new Set(own);
  return {
    of: (thing) => ({ facts: standings.of(thing).facts.filter(({ role }) => roles.has(role)), leansOn: [] }),
  };
}
