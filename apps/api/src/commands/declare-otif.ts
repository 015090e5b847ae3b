import { contentHash } from "@lockstep/domain/content-hash";
import { canonicalText, findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type {
  MutationDeclareOtifDefinitionArgs,
  OtifDefinitionInput,
  OtifToleranceInput,
  OtifDefinition as Wire,
} from "@lockstep/protocol/generated/schema";
import {
  checkDefinition,
  declaredMeanwhile,
  nextVersion,
  type OtifDefinition,
  type Tolerance,
} from "@lockstep/workflow/otif/definitions";
import { asGraphQLError, badInput, type Refusal } from "../errors.ts";
import { type Context, show } from "../graphql/context.ts";
import { definitionWire } from "../query/otif-definitions.ts";
import { lower } from "../wire/words.ts";
import type { Decided } from "../writer/contract.ts";

/** What declarations are audited as. */
const SUBJECT = "otif-definition:";

/** Adds a version of an OTIF definition; the versions before stay as they are, for the lines that they are for. */
export async function declareOtif(context: Context, args: MutationDeclareOtifDefinitionArgs): Promise<Wire> {
  const { writer, viewer, store } = context;
  const { definition: input, commandId } = args;
  if (commandId.trim() === "" || findTrouble(args) !== null)
    throw badInput("The commandId is empty, or a text holds what no text may: type it again.");
  const given = definitionOf(input);
  const expected = args.expectedVersion ?? null;
  // Without one the command is what it was before there were any: sent again, it is the same.
  const asked = {
    ...{ type: "declare-otif-definition", definition: given },
    ...(expected === null ? {} : { expectedVersion: expected }),
  };
  const body = canonicalText({ ...asked, commandId });
  const done = await writer.command({
    commandId,
    argumentsHash: contentHash(canonicalText(asked)),
    async decide({ now }): Promise<Result<Decided, Refusal>> {
      const { definitions, declared } = writer.view.otif;
      const meanwhile = declaredMeanwhile({ id: given.id, expected }, definitions, declared);
      if (meanwhile !== null) return refuse({ code: "CONFLICT", message: meanwhile });
      const definition = { ...given, version: nextVersion(definitions, given.id) };
      const checked = checkDefinition(definition);
      if (!checked.ok) return refuse({ code: "BAD_USER_INPUT", ...checked.error });
      const by = viewer.name;
      const answer = JSON.stringify({ id: definition.id, version: definition.version });
      const audit = { exceptionId: `${SUBJECT}${definition.id}`, at: now, by, action: "otif-definition-declared" };
      return ok({
        events: [],
        facts: [],
        connector: `http:${by}`,
        settled: [],
        declared: { definition, by, at: now },
        audit: [
          { ...audit, before: null, after: String(definition.version), note: definition.description, event: "null" },
        ],
        answer,
        body,
        name: "declare-otif-definition",
        actor: by,
      });
    },
  });
  if (!done.ok) throw asGraphQLError(done.error);
  show(context, done.value);
  const answer = (await store.findCommand(commandId))?.answer ?? "{}";
  const { id, version } = JSON.parse(answer) as Pick<OtifDefinition, "id" | "version">;
  const made = context.moment.view.otif.definitions.find((one) => one.id === id && one.version === version);
  if (made === undefined) throw new Error(`the definition ${id} ${version} is not there`);
  return definitionWire(context.moment, made);
}

/** As it was given, without its version. */
export function definitionOf(input: OtifDefinitionInput): OtifDefinition {
  return {
    id: input.id,
    version: 0,
    customer: input.customer ?? null,
    description: input.description,
    level: lower(input.level ?? "LINE"),
    basis: lower(input.basis),
    event: lower(input.event ?? "DELIVER"),
    early: input.early ? toleranceOf("early", input.early) : null,
    late: input.late ? toleranceOf("late", input.late) : { minutes: 0 },
    timeZone: input.timeZone ?? null,
    under: input.under ?? 0,
    over: input.over ?? null,
    credit: lower(input.credit ?? "BINARY"),
    partials: lower(input.partials ?? "ALL"),
    exclusions: {
      customers: input.excludedCustomers ?? [],
      items: input.excludedItems ?? [],
      sites: input.excludedSites ?? [],
    },
    customerTolerances: input.customerTolerances ?? false,
    fine: input.fine ?? 0,
    from: input.from ?? null,
    to: input.to ?? null,
  };
}

function toleranceOf(name: string, { minutes, days }: OtifToleranceInput): Tolerance {
  const hasMinutes = minutes !== null && minutes !== undefined;
  const hasDays = days !== null && days !== undefined;
  if (hasMinutes && !hasDays) return { minutes };
  if (hasDays && !hasMinutes) return { days };
  const message = `${name} must be given either in minutes or in days.`;
  throw asGraphQLError({ code: "BAD_USER_INPUT", message, field: name });
}
