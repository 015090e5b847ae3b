import type { WhatIfResolvers } from "@lockstep/protocol/generated/schema";
import { pageOf } from "../../query/paging.ts";
import type { Context } from "../context.ts";

export const WhatIf: WhatIfResolvers<Context> = {
  orderLines: ({ orderLines }, { first, after }) =>
    pageOf(
      { kind: "what-if-order-lines", items: orderLines, keyOf: ({ id }) => [id] },
      { first: first ?? null, after: after ?? null },
    ),
  productionOrders: ({ productionOrders }, { first, after }) =>
    pageOf(
      { kind: "what-if-production-orders", items: productionOrders, keyOf: ({ id }) => [id] },
      { first: first ?? null, after: after ?? null },
    ),
};
