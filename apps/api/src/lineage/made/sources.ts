import type { Ledger } from "@lockstep/domain/ledger";
import type { LineageFigure } from "@lockstep/protocol/generated/schema";
import type { Moment } from "../../query/moment.ts";
import { causeAt } from "../../query/quarantine-causes.ts";
import { countOf, moneyOf, type Part, totalOf } from "../made-of.ts";
import { lineThing, type Subject, subject } from "../subject.ts";
import type { Found } from "../walk.ts";

/** So many facts of a source are shown; how many it has told stands in the figure. */
const MOST_TOLD = 5_000;

/** What a source has told, the newest first. */
export function feedSubject({ view }: Moment, ledger: Ledger, id: string): Subject | null {
  const feed = view.feeds.find((one) => one.id === id);
  if (feed === undefined) return null;
  const told: Found[] = [];
  for (const fact of ledger.all()) {
    if (fact.source === id && fact.seq <= view.seq) told.push({ fact, role: "told", of: { kind: "feed", id } });
  }
  told.sort((a, b) => b.fact.seq - a.fact.seq);
  return subject([], { value: feed.accepted, also: told.slice(0, MOST_TOLD), isCut: told.length > MOST_TOLD });
}

/** The open order lines that lean on what a cause keeps out. Quarantined facts belong to no site. */
export function quarantineSubject({ view, viewer }: Moment, id: string, figure: LineageFigure): Subject | null {
  if (viewer.scope.sites !== null) return null;
  const cause = view.quarantine.book.cause(id);
  const at = cause === null ? null : causeAt(view, cause);
  if (at === null) return null;
  const { lines } = at.blocked;
  if (lines === null) return subject([]);
  const isMoney = figure === "OPEN_VALUE";
  const parts = [...lines].map((line): Part => {
    const customer = view.lines.rows.get(line)?.customerName;
    const value = view.projection.orderLines.get(line)?.openValueMinor ?? 0;
    return {
      ...{ of: "SALES_ORDER_LINE", id: line, name: customer === undefined ? line : `${line} · ${customer}` },
      ...(isMoney ? { figure: "OPEN_VALUE", value } : { figure: "ALL" }),
    };
  });
  const made = isMoney ? moneyOf(parts) : countOf(parts);
  const total = totalOf(made);
  return subject([...lines].map(lineThing), {
    value: isMoney && total !== null ? view.asMoney(total) : total,
    made,
  });
}
