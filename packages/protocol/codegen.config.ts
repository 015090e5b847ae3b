import type { CodegenConfig } from "@graphql-codegen/cli";

/** `npm run codegen -w @lockstep/protocol`; what comes out is committed, and a test tells when it is old. */
const config: CodegenConfig = {
  schema: "./src/schema.graphql",
  generates: {
    "./src/generated/schema.ts": {
      plugins: ["typescript", "typescript-resolvers"],
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        immutableTypes: true,
        skipTypename: true,
        avoidOptionals: { field: true },
        makeResolverTypeCallable: false,
        scalars: {
          ID: "string",
          DateTime: { input: "number", output: "string" },
          TextColumn: "ReadonlyArray<string | null>",
          NumberColumn: "ReadonlyArray<number | null>",
        },
        mappers: {
          OrderLine: "../rows.ts#OrderLineRow",
          ProductionOrder: "../rows.ts#ProductionOrderRow",
          StockingPoint: "../rows.ts#StockingPointRow",
          Exception: "../rows.ts#ExceptionRow",
          Impact: "../live.ts#LiveImpact",
          Resource: "../rows.ts#ResourceRow",
          PurchaseOrderLine: "../rows.ts#PurchaseOrderLineRow",
          TransferOrder: "../rows.ts#TransferOrderRow",
          Hold: "../rows.ts#HoldRow",
          QuarantinedFact: "../rows.ts#QuarantinedFactRow",
          WhatIf: "../rows.ts#WhatIfRow",
          Lineage: "../rows.ts#LineageRow",
          Overview: "../rows.ts#OverviewRow",
          TraceEdge: "../rows.ts#TraceEdgeRow",
        },
      },
    },
  },
};

export default config;
