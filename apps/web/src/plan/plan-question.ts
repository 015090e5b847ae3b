import type { PlantAnswer } from "../api/answers.ts";
import type { OpenedPage, PageQuestion } from "../first/ask-for-page.ts";
import { type PlanSearch, planSearchOf } from "./plan-search.ts";
import { readFor, type Span, spanOf } from "./span.ts";

export const tabOf = ({ tab }: PlanSearch): "gantt" | "progress" | "losses" => tab ?? "gantt";

/** The plant that is chosen, else the first; undefined: there is none, or none of that name. */
export const siteOf = (plant: PlantAnswer | null, chosen: string | undefined) =>
  chosen === undefined ? plant?.sites[0] : plant?.sites.find(({ id }) => id === chosen);

/** What is asked of the server for what is seen. */
export const planAsked = (site: string, { from, to }: Span) => ({
  site,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

export function planQuestion({ plant, view, search: words, now }: OpenedPage): PageQuestion | null {
  const search = planSearchOf(words);
  const site = siteOf(plant, view.site);
  if (site === undefined || tabOf(search) !== "gantt") return null;
  return { name: "ReadPlan", variables: planAsked(site.id, readFor(spanOf(search, now, "day"), null)) };
}
