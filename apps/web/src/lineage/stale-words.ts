import { formatSpan } from "../format/time.ts";
import "../i18n/lineage-texts.ts";
import { t } from "../i18n/i18n.ts";
import type { StaleSource } from "./lineage-answer.ts";

/** "Leans on /wms/plant-1: silent for 12 min", a line for each source; null for none. */
export function staleWords(sources: readonly StaleSource[]): string | null {
  if (sources.length === 0) return null;
  return sources.map((one) => t("stale.leansOn", { source: one.source, why: why(one) })).join("\n");
}

function why({ status, ageSeconds, trouble }: StaleSource): string {
  if (trouble !== null) return trouble;
  if (ageSeconds === null) return t("stale.never");
  return t(status === "ERROR" ? "stale.silent" : "stale.slow", { span: formatSpan(ageSeconds * 1_000) });
}
