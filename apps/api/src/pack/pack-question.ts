import { DAY, isoOf } from "@lockstep/domain/instant";
import type {
  AlarmPerformance,
  Exception,
  Foresight,
  Impact,
  LinesSaved,
  OtifCompared,
  OtifControlChart,
  OtifDefinition,
  OtifFailure,
  OtifForecast,
  OtifPareto,
  OtifWaterfall,
  Overview,
  SavedLine,
  Site,
} from "@lockstep/protocol/generated/schema";

const MONEY = "{ amount currency }";

/** Of these no more are listed; the pack says of how many. */
export const MOST = { causes: 50, customers: 8, failures: 12, exceptions: 8, saved: 20 } as const;

/**
 * All that a pack says, as one question to the API: so that each figure is the one that the leader's page shows, of one
 * moment, and that nobody gets more than they may see.
 */
export const PACK_QUESTION = `
  query OtifPack(
    $definition: ID!, $from: DateTime!, $to: DateTime!, $responseFrom: DateTime!, $site: ID, $sites: [ID!]
  ) {
    asOf { seq now }
    sites { id name timeZone }
    otifDefinitions {
      id version customer description level basis event early { minutes days } late { minutes days } timeZone under over
      credit partials excludedCustomers excludedItems excludedSites customerTolerances fine from to declaredBy declaredAt
    }
    otifComparison(from: $from, to: $to, site: $site) {
      definition version level value n failed fine ${MONEY} missing ${MONEY}
    }
    otifControlChart(definition: $definition, from: $from, to: $to, site: $site) {
      version n centre sigmaZ finding points { key value n lower upper isRunning } signals { rule from to text }
    }
    otifWaterfall(definition: $definition, from: $from, to: $to, site: $site) {
      n result steps { kind failed lost missing ${MONEY} }
    }
    causes: otifPareto(definition: $definition, from: $from, to: $to, site: $site, by: CAUSE, first: ${MOST.causes}) {
      ...bars
    }
    customers: otifPareto(
      definition: $definition, from: $from, to: $to, site: $site, by: CUSTOMER, first: ${MOST.customers}
    ) { ...bars }
    otifFailures(definition: $definition, from: $from, to: $to, site: $site, first: ${MOST.failures}) {
      totalCount
      nodes { line customerName itemName date ordered inWindow missing ${MONEY} cause { kind subject } }
    }
    otifForecast(definition: $definition, site: $site) {
      period from to value lower upper n closed atRisk ${MONEY} method
    }
    foresight(from: $from, to: $to, site: $site) {
      late warned warningHours
      horizons { hours n late called brier naiveBrier precision recall naiveRecall calibration { said was n } }
    }
    linesSaved(from: $from, to: $to, site: $site, first: ${MOST.saved}) {
      called late came saved nodes { line calledAt kind action by at }
    }
    alarmPerformance(from: $responseFrom, to: $to, site: $site) {
      stages { stage n medianMinutes p90Minutes } acknowledged { n inTime }
    }
    overview(site: $site) {
      openOrderLines totalAtRisk ${MONEY} openExceptions { critical high medium low }
      promisesToday { total onTrack atRisk late short done }
    }
    exceptions(filter: { present: true, sites: $sites }, orderBy: VALUE_AT_RISK, first: ${MOST.exceptions}) {
      totalCount
      nodes { id kind subject valueAtRisk ${MONEY} actBy impacted { line lost } }
    }
  }
  fragment bars on OtifPareto {
    failed missing ${MONEY}
    bars { key name failed missing ${MONEY} }
    other { key name failed missing ${MONEY} }
  }
`;

export interface PackVariables {
  readonly definition: string;
  readonly from: string;
  readonly to: string;
  readonly site: string | null;
  /** By whose clocks days are told; null: the plant's, or UTC where there are several that differ. */
  readonly zone: string | null;
}

/** How people respond is looked at up to so long back, as on the page. */
export const RESPONSE_WEEKS = 4;

/** What the question asks for. */
export const variablesOf = ({ definition, from, to, site }: PackVariables): Record<string, unknown> => ({
  ...{ definition, from, to, site },
  responseFrom: isoOf(Math.max(Date.parse(from), Date.parse(to) - RESPONSE_WEEKS * 7 * DAY)),
  sites: site === null ? null : [site],
});

export interface PackAnswer {
  readonly asOf: { readonly seq: number; readonly now: string };
  readonly sites: readonly Site[];
  readonly otifDefinitions: readonly OtifDefinition[];
  readonly otifComparison: readonly Omit<OtifCompared, "description">[];
  readonly otifControlChart: Pick<OtifControlChart, "version" | "n" | "centre" | "sigmaZ" | "finding"> & {
    readonly points: readonly Omit<OtifControlChart["points"][number], "from" | "to">[];
    readonly signals: readonly Omit<OtifControlChart["signals"][number], "isUp">[];
  };
  readonly otifWaterfall: Pick<OtifWaterfall, "n" | "result" | "steps">;
  readonly causes: ParetoPart;
  readonly customers: ParetoPart;
  readonly otifFailures: {
    readonly totalCount: number;
    readonly nodes: readonly (Pick<
      OtifFailure,
      "line" | "customerName" | "itemName" | "date" | "ordered" | "inWindow" | "missing"
    > & { readonly cause: Pick<OtifFailure["cause"], "kind" | "subject"> })[];
  };
  readonly otifForecast: readonly Omit<OtifForecast, "definition" | "version">[];
  readonly foresight: Pick<Foresight, "late" | "warned" | "warningHours"> & {
    readonly horizons: readonly (Omit<Foresight["horizons"][number], "calibration"> & {
      readonly calibration: readonly Omit<Foresight["horizons"][number]["calibration"][number], "from" | "to">[];
    })[];
  };
  readonly linesSaved: Pick<LinesSaved, "called" | "late" | "came" | "saved"> & {
    readonly nodes: readonly Pick<SavedLine, "line" | "calledAt" | "kind" | "action" | "by" | "at">[];
  };
  /** Null: there is no such site. */
  readonly alarmPerformance: {
    readonly stages: AlarmPerformance["stages"];
    readonly acknowledged: Pick<AlarmPerformance["acknowledged"], "n" | "inTime">;
  } | null;
  readonly overview: Pick<Overview, "openOrderLines" | "totalAtRisk" | "openExceptions" | "promisesToday">;
  readonly exceptions: {
    readonly totalCount: number;
    readonly nodes: readonly (Pick<Exception, "id" | "kind" | "subject" | "valueAtRisk" | "actBy"> & {
      readonly impacted: readonly Pick<Impact, "line" | "lost">[];
    })[];
  };
}

type ParetoPart = Pick<OtifPareto, "failed" | "missing" | "bars" | "other">;

/** What a pack is made of. */
export interface PackContent extends PackVariables {
  readonly answer: PackAnswer;
}
