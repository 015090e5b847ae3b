import type { LineageResolvers } from "@lockstep/protocol/generated/schema";
import { evidenceOf } from "../../lineage/evidence.ts";
import { withMessages } from "../../lineage/kept-messages.ts";
import { type Connection, type PageArguments, pageOfRows } from "../../query/paging.ts";
import type { Context } from "../context.ts";

/** Messages may be long, and all of them are in it. */
const MOST_EVIDENCE = 1_000;
const MOST_RIVALS = 200;

const messagesIn = ({ store, writer }: Context) => ({ store, connectorOf: writer.connectorOf });

/** A page of what has its place in a list alone. */
function placed<T>(kind: string, all: readonly T[], { first, after }: PageArguments): Connection<T> {
  return pageOfRows(
    { kind, items: all.map((one, place) => ({ one, place })), keyOf: ({ place }) => [place] },
    ({ one }) => one,
    { first: first ?? null, after: after ?? null },
  );
}

export const Lineage: LineageResolvers<Context> = {
  async behind({ found }, { first, after }, context) {
    const page = placed("lineage", found, { first: first ?? null, after: after ?? null });
    const nodes = await withMessages(page.nodes, messagesIn(context));
    const edges = page.edges.flatMap(({ cursor }, k) => {
      const node = nodes[k];
      return node === undefined ? [] : [{ node, cursor }];
    });
    return { ...page, nodes, edges };
  },
  parts({ made }, args) {
    if (made === null) return null;
    const { parts, ...same } = made;
    return { ...same, ...placed("lineage-parts", parts, args) };
  },
  acts: ({ done }, args) => placed("lineage-acts", done, args),
  before: ({ rivals }, { first }) => rivals(first ?? null),
  async evidence(row, _, context) {
    // The view moves on while the messages are looked up.
    const before = row.rivals(MOST_RIVALS);
    const facts = await withMessages(row.found.slice(0, MOST_EVIDENCE), messagesIn(context));
    return evidenceOf(row, facts, before);
  },
};
