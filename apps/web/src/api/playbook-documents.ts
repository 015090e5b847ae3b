import { gql, type TypedDocumentNode } from "@apollo/client";
import type { ExceptionPlaybook, Playbook } from "@lockstep/protocol/generated/schema";
import type { AsOf } from "./answers.ts";

interface ExceptionPlaybookAnswer {
  readonly asOf: AsOf;
  readonly exception: { readonly id: string; readonly playbook: ExceptionPlaybook | null } | null;
}
interface PlaybooksAnswer {
  readonly asOf: AsOf;
  readonly playbooks: readonly Playbook[];
  readonly maySettleCalls: boolean;
}
type Done = { readonly done: unknown };

export const READ_EXCEPTION_PLAYBOOK: TypedDocumentNode<ExceptionPlaybookAnswer, { id: string }> = gql`
  query ReadExceptionPlaybook($id: ID!) {
    asOf { seq now }
    exception(id: $id) {
      id
      playbook { name version site mayTick steps { text ownerRole dueAt doneBy doneAt note overdue } }
    }
  }
`;

export const READ_PLAYBOOKS: TypedDocumentNode<PlaybooksAnswer, { site: string }> = gql`
  query ReadPlaybooks($site: ID!) {
    asOf { seq now }
    playbooks(site: $site) { site kind name version putAt putBy reason steps { text ownerRole minutes } }
    maySettleCalls(site: $site)
  }
`;

export const PUT_PLAYBOOK: TypedDocumentNode<
  Done,
  { playbook: object; expectedVersion: number; reason: string; commandId: string }
> = gql`
  mutation PutPlaybook($playbook: PlaybookInput!, $expectedVersion: Int, $reason: String!, $commandId: ID!) {
    done: putPlaybook(playbook: $playbook, expectedVersion: $expectedVersion, reason: $reason, commandId: $commandId) {
      version
    }
  }
`;

export const TICK_STEP: TypedDocumentNode<Done, { id: string; step: number; note: string | null; commandId: string }> =
  gql`
  mutation TickStep($id: ID!, $step: Int!, $note: String, $commandId: ID!) {
    done: tickPlaybookStep(id: $id, step: $step, note: $note, commandId: $commandId) { id }
  }
`;

export const UNTICK_STEP: TypedDocumentNode<Done, { id: string; step: number; commandId: string }> = gql`
  mutation UntickStep($id: ID!, $step: Int!, $commandId: ID!) {
    done: untickPlaybookStep(id: $id, step: $step, commandId: $commandId) { id }
  }
`;
