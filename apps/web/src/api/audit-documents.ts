import { gql, type TypedDocumentNode } from "@apollo/client";
import type { AuditDetail, AuditRecord, AuditVerification } from "@lockstep/protocol/generated/schema";
import type { AuditVariables } from "../audit/audit-filter.ts";
import type { AsOf } from "./answers.ts";

interface AuditAnswer {
  readonly asOf: AsOf;
  readonly audit: {
    readonly nodes: readonly AuditRecord[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly totalCount: number;
  };
}

export const READ_AUDIT: TypedDocumentNode<AuditAnswer, { filter: AuditVariables; after: string | null }> = gql`
  query ReadAudit($filter: AuditFilter, $after: String) {
    asOf { seq now }
    audit(filter: $filter, first: 200, after: $after) {
      nodes { number seq at by action subject kind of before after note previousHash hash }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`;

export const READ_AUDIT_RECORD: TypedDocumentNode<{ auditRecord: AuditDetail | null }, { number: number }> = gql`
  query ReadAuditRecord($number: Int!) {
    auditRecord(number: $number) {
      record { number seq at by action subject kind of before after note previousHash hash }
      actor { roles sites from }
      changes { what before after }
      lookedBackTo
    }
  }
`;

export const READ_VERIFICATION: TypedDocumentNode<
  { auditVerification: AuditVerification },
  Record<string, never>
> = gql`
  query ReadVerification {
    auditVerification {
      state startedBy startedAt finishedAt checked total hash firstBroken message checkpoints
      newestCheckpoint { count hash at }
    }
  }
`;

export const VERIFY_AUDIT: TypedDocumentNode<{ done: { state: string } }, Record<string, never>> = gql`
  mutation VerifyAudit { done: verifyAudit { state } }
`;
