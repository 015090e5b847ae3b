import { gql, type TypedDocumentNode } from "@apollo/client";
import type { OtifDefinition, OtifDefinitionPreview } from "@lockstep/protocol/generated/schema";
import type { DefinitionSent } from "../otif-definitions/definition-draft.ts";
import type { AsOf } from "./answers.ts";

interface DefinitionsAnswer {
  readonly asOf: AsOf;
  readonly otifDefinitions: readonly OtifDefinition[];
  readonly mayDefineOtif: boolean;
}

const DEFINITION = `
  id version customer description level basis event early { minutes days } late { minutes days } timeZone under over credit
  partials excludedCustomers excludedItems excludedSites customerTolerances fine from to declaredBy declaredAt
`;

export const READ_DEFINITIONS: TypedDocumentNode<DefinitionsAnswer, Record<string, never>> = gql`
  query ReadDefinitions {
    asOf { seq now }
    otifDefinitions { ${DEFINITION} }
    mayDefineOtif
  }
`;

export interface PreviewVariables {
  [name: string]: unknown;
  readonly definition: DefinitionSent;
  readonly from: string;
  readonly to: string;
  readonly site: string | null;
}

export const PREVIEW_DEFINITION: TypedDocumentNode<
  { readonly otifDefinitionPreview: OtifDefinitionPreview },
  PreviewVariables
> = gql`
  query PreviewDefinition($definition: OtifDefinitionInput!, $from: DateTime!, $to: DateTime!, $site: ID) {
    otifDefinitionPreview(definition: $definition, from: $from, to: $to, site: $site, first: 20) {
      present { version level value n failed missing { amount currency } fine { amount currency } }
      proposed { version level value n failed missing { amount currency } fine { amount currency } }
      changed
      lines { line before after }
    }
  }
`;

export const DECLARE_DEFINITION: TypedDocumentNode<
  { readonly declareOtifDefinition: Pick<OtifDefinition, "id" | "version"> },
  { readonly definition: DefinitionSent; readonly expectedVersion: number; readonly commandId: string }
> = gql`
  mutation DeclareDefinition($definition: OtifDefinitionInput!, $expectedVersion: Int, $commandId: ID!) {
    declareOtifDefinition(definition: $definition, expectedVersion: $expectedVersion, commandId: $commandId) { id version }
  }
`;
