import { figureId, type LineageSubject } from "./subject.ts";

type Narrowed = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** A time at one site, or at all that the viewer sees. */
export interface TimeAsked {
  readonly from: string;
  readonly to: string;
  readonly site: string | null;
}

export interface OtifAsked extends TimeAsked {
  readonly definition: string;
}

export const otifFrom = (
  { definition, from, to, site }: OtifAsked,
  figure = "ALL",
  narrowed: Narrowed = {},
): LineageSubject => ({ of: "OTIF", id: figureId([definition, from, to], { site, ...narrowed }), figure });

export const forecastFrom = (
  { definition, site }: Pick<OtifAsked, "definition" | "site">,
  period: string,
  figure = "ALL",
): LineageSubject => ({ of: "OTIF_FORECAST", id: figureId([definition, period], { site }), figure });

type OfTime = "ALARM_PERFORMANCE" | "ESTIMATES" | "FORESIGHT" | "LINES_SAVED";

export const timeFrom = (
  of: OfTime,
  { from, to, site }: TimeAsked,
  figure: string,
  narrowed: Narrowed = {},
): LineageSubject => ({ of, id: figureId([from, to], { site, ...narrowed }), figure });

export interface PlantAsked {
  readonly site: string;
  readonly from: string;
  readonly to: string;
}

type OfPlant = "ADHERENCE" | "LEAD_TIMES" | "OEE" | "PLAN_LOSSES" | "PLAN_PROGRESS";

export const plantFrom = (
  of: OfPlant,
  { site, from, to }: PlantAsked,
  figure: string,
  narrowed: Narrowed = {},
): LineageSubject => ({ of, id: figureId([site, from, to], narrowed), figure });

export const survivalFrom = (site: string, figure = "ALL", narrowed: Narrowed = {}): LineageSubject => ({
  ...{ of: "PLAN_SURVIVAL", figure },
  id: figureId([site], narrowed),
});

export const overviewFrom = (site: string | null | undefined, figure: string): LineageSubject => ({
  ...{ of: "OVERVIEW", figure },
  id: site ?? "*",
});

export const feedFrom = (id: string, figure = "ALL"): LineageSubject => ({ of: "FEED", id, figure });
export const causeFrom = (id: string, figure: string): LineageSubject => ({ of: "QUARANTINE_CAUSE", id, figure });
export const exceptionFrom = (id: string, figure = "ALL"): LineageSubject => ({ of: "EXCEPTION", id, figure });
export const operationFrom = (id: string, figure = "ALL"): LineageSubject => ({ of: "OPERATION", id, figure });
export const lineFrom = (id: string, figure = "ALL"): LineageSubject => ({ of: "SALES_ORDER_LINE", id, figure });
