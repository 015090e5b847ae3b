import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { Resolvers } from "@lockstep/protocol/generated/schema";
import { type DocumentNode, visit } from "graphql";
import { asBadQuestion, asForbidden } from "../errors.ts";
import { guarded } from "../identity/guard.ts";
import { hasRole } from "../identity/viewer.ts";
import type { Log } from "../log.ts";
import { hidingMoney } from "../money/money-fields.ts";
import { readyView } from "../view/ready-view.ts";
import type { View } from "../view/view.ts";
import { askedIn } from "./asked-in.ts";
import { type Context, show } from "./context.ts";
import { createFormatError } from "./errors.ts";
import { createTurns } from "./in-turn.ts";
import { LIMITS, limitsRule, tooManyLines } from "./limits.ts";
import { onlyWhatWas } from "./of-the-past.ts";
import { NumberColumn, TextColumn } from "./resolvers/columns.ts";
import { DateTime } from "./resolvers/date-time.ts";
import { Exception } from "./resolvers/exception.ts";
import { Hold } from "./resolvers/hold.ts";
import { Impact } from "./resolvers/impact.ts";
import { Lineage } from "./resolvers/lineage.ts";
import { Mutation } from "./resolvers/mutation.ts";
import { OrderLine } from "./resolvers/order-line.ts";
import { Overview } from "./resolvers/overview.ts";
import { ProductionOrder } from "./resolvers/production-order.ts";
import { PurchaseOrderLine } from "./resolvers/purchase-order-line.ts";
import { QuarantinedFact } from "./resolvers/quarantined-fact.ts";
import { Query } from "./resolvers/query.ts";
import { Resource } from "./resolvers/resource.ts";
import { StockingPoint } from "./resolvers/stocking-point.ts";
import { TraceEdge } from "./resolvers/trace-edge.ts";
import { TransferOrder } from "./resolvers/transfer-order.ts";
import { WhatIf } from "./resolvers/what-if.ts";
import { createSharedAnswers, type SharedAnswers } from "./shared-answers.ts";
import { onlyTrusted } from "./trusted-documents.ts";

const resolvers: Resolvers<Context> = {
  DateTime,
  Exception,
  Hold,
  Impact,
  Lineage,
  Mutation: guarded("Mutation", onlyWhatWas(Mutation)),
  NumberColumn,
  OrderLine,
  Overview,
  ProductionOrder,
  PurchaseOrderLine,
  QuarantinedFact,
  Query: guarded("Query", onlyWhatWas(Query)),
  Resource,
  StockingPoint,
  TextColumn,
  TraceEdge,
  TransferOrder,
  WhatIf,
};

/** Whatever a question has waited for until here, it is answered from the view of the moment in which it is. */
const ofOneMoment = (inTurn: () => Promise<void>, shared: SharedAnswers): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    let made: ReturnType<SharedAnswers["making"]> | null = null;
    return {
      async responseForOperation(asked) {
        const known = shared.find(asked);
        if (known !== null) return known;
        await inTurn();
        const { past, writer } = asked.contextValue;
        show(asked.contextValue, await readyView(past ?? writer, askedIn(asked.document)));
        // Whoever had their turn before may have asked the same.
        const since = shared.find(asked);
        if (since !== null) return since;
        made = shared.making(asked);
        return null;
      },
      async willSendResponse({ response }) {
        made?.(response.body);
      },
    };
  },
});

/** What a question costs that leads from lines to their exceptions and on to their lines hangs on how many these are. */
const notTooManyLines: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue: { past, writer }, document, operation }) => {
      if (operation === undefined) return;
      const refusal = tooManyLines(document, operation, () => largestCard(past?.view ?? writer.view));
      if (refusal !== null) throw asBadQuestion(refusal);
    },
  }),
};

function largestCard({ projection }: View): number {
  let most = 0;
  for (const { impacted } of projection.causes.values()) most = Math.max(most, impacted.length);
  return most;
}

/** Where people sign in, only those who build against the API are told what there is. */
const schemaForDevelopers: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue, document }) => {
      if (hasRole(contextValue.viewer, "INTEGRATOR", "ADMINISTRATOR") || !asksForSchema(document)) return;
      const message = "The schema is shown to integrators and administrators: ask one of them.";
      throw asForbidden(message);
    },
  }),
};

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field: ({ name }) => {
      if (name.value === "__schema" || name.value === "__type") asks = true;
    },
  });
  return asks;
}

export interface GraphQLOptions {
  readonly isInDevelopment: boolean;
  /** Whether some roles are shown no money: only there an amount may be null. */
  readonly hidesMoney: boolean;
  /** The documents that are answered to sessions of browsers; null: any. */
  readonly trusted: ReadonlySet<string> | null;
}

/** The GraphQL server over the schema of the wire, with its limits. */
export async function startGraphQL(
  log: Log,
  { isInDevelopment, hidesMoney, trusted }: GraphQLOptions,
): Promise<ApolloServer<Context>> {
  const schema = fileURLToPath(import.meta.resolve("@lockstep/protocol/schema.graphql"));
  const typeDefs = readFileSync(schema, "utf8");
  const shared = createSharedAnswers();
  const server = new ApolloServer<Context>({
    typeDefs: hidesMoney ? typeDefs.replace("  amount: String!", "  amount: String") : typeDefs,
    resolvers: hidesMoney ? hidingMoney(resolvers) : resolvers,
    validationRules: [limitsRule],
    parseOptions: { maxTokens: LIMITS.tokens },
    formatError: createFormatError(log),
    introspection: true,
    // No name is suggested in place of one that is not there.
    hideSchemaDetailsFromClientErrors: !isInDevelopment,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stringifyResult: shared.textOf,
    // Only JSON is taken, which no page of another origin can send unasked.
    csrfPrevention: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // It looks at each field of each row; the route says that nothing is to be kept.
      ApolloServerPluginCacheControlDisabled(),
      ...(isInDevelopment ? [] : [schemaForDevelopers]),
      ...(trusted === null ? [] : [onlyTrusted(trusted)]),
      notTooManyLines,
      ofOneMoment(createTurns(), shared),
    ],
    logger: log,
  });
  await server.start();
  return server;
}
