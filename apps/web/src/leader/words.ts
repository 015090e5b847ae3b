import { percent } from "../format/numbers.ts";
import { i18n, type MessageId, t, word } from "../i18n/i18n.ts";

/** Below that, a share says more than is known: the counts are shown. */
const FEW = 20;

/** "92.4 % of 1,187 lines", or "11 of 12 lines" where there are few. */
export function shareOf(value: number | null, n: number, level: string): string {
  if (value === null || n === 0) return t("leader.noData");
  const isOrders = level === "ORDER";
  const isCounted = level === "ORDER" || level === "LINE";
  if (n >= FEW || !isCounted) return t(isOrders ? "leader.ofOrders" : "leader.of", { share: percent(value), n });
  return t(isOrders ? "leader.countsOrders" : "leader.counts", { met: round(value * n), n });
}

const round = (value: number): string => value.toFixed(1).replace(/\.0$/, "");

/** The causes of the projection have words already. */
export function kindText(kind: string): string {
  const own = `leader.kind.${kind}`;
  return own in i18n.messages ? t(own as MessageId) : word("kind", kind);
}

/** In percent with so many digits, for tables and files. */
export const inPercent = (share: number | null, digits = 1): number | null =>
  share === null ? null : Number((share * 100).toFixed(digits));
