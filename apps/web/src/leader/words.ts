import { shareOrCount } from "../format/numbers.ts";
import { i18n, type MessageId, t, word } from "../i18n/i18n.ts";
import type { SavedLines } from "./leader-answer.ts";

/** "92.4 % of 1,187 lines", or "11 of 12 lines" where there are few. */
export function shareOf(value: number | null, n: number, level: string): string {
  const said = shareOrCount(value, n, level);
  if (said === null) return t("leader.noData");
  const isOrders = level === "ORDER";
  if (said.isCount) return t(isOrders ? "leader.countsOrders" : "leader.counts", { met: said.text, n });
  return t(isOrders ? "leader.ofOrders" : "leader.of", { share: said.text, n });
}

/** The causes of the projection have words already. */
export function kindText(kind: string): string {
  const own = `leader.kind.${kind}`;
  return own in i18n.messages ? t(own as MessageId) : word("kind", kind);
}

/** In percent with so many digits, for tables and files. */
export const inPercent = (share: number | null, digits = 1): number | null =>
  share === null ? null : Number((share * 100).toFixed(digits));

/** None of none says nothing. */
export const savedTitle = ({ called, saved }: Pick<SavedLines, "called" | "saved">): string =>
  called === 0 ? t("leader.saved.none") : t("leader.saved.title", { n: saved });
