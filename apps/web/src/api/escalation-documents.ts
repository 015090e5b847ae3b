import { gql, type TypedDocumentNode } from "@apollo/client";
import type {
  DeliveryPage,
  Escalation,
  EscalationHealth,
  EscalationPolicy,
  PolicyDraft,
  PushDevices,
  Roster,
  UnreachableStep,
  WouldCall,
} from "@lockstep/protocol/generated/schema";
import type { AsOf, PageVariables } from "./answers.ts";

interface PoliciesAnswer {
  readonly asOf: AsOf;
  readonly escalationPolicies: readonly EscalationPolicy[];
  readonly escalationHealth: EscalationHealth;
}
interface RosterAnswer {
  readonly asOf: AsOf;
  readonly roster: Roster | null;
  readonly unreachableSteps: readonly UnreachableStep[];
  readonly maySettleCalls: boolean;
}
interface WouldCallAnswer {
  readonly asOf: AsOf;
  readonly wouldCall: WouldCall;
  readonly resources: readonly { readonly id: string; readonly name: string }[];
}
interface PolicyDraftAnswer {
  readonly asOf: AsOf;
  readonly policyDraft: PolicyDraft;
}
interface DeliveriesAnswer {
  readonly asOf: AsOf;
  readonly deliveries: DeliveryPage;
}
interface EscalationAnswer {
  readonly asOf: AsOf;
  readonly exception: { readonly id: string; readonly escalation: Escalation } | null;
}
interface DevicesAnswer {
  readonly asOf: AsOf;
  readonly pushDevices: PushDevices;
}
type Done = { readonly done: unknown };

export const READ_POLICIES: TypedDocumentNode<PoliciesAnswer, Record<string, never>> = gql`
  query ReadPolicies {
    asOf { seq now }
    escalationPolicies {
      site kind severity clock settleSeconds lapseMinutes version putAt putBy reason
      steps { afterMinutes role team person channels }
    }
    escalationHealth { isHealthy overdueSteps overdueMessages failedMessages oldestDueAt }
  }
`;

export const READ_ROSTER: TypedDocumentNode<RosterAnswer, { site: string }> = gql`
  query ReadRoster($site: ID!) {
    asOf { seq now }
    roster(site: $site) {
      site timeZone version putAt putBy reason holidays
      people { id name email webhook quietFrom quietTo }
      duties { person role team resources weekly { day start end } dated { date start end } }
      standIns { of by from to }
    }
    maySettleCalls(site: $site)
    unreachableSteps(site: $site) { place reason policy { site kind severity } }
  }
`;

export const READ_WOULD_CALL: TypedDocumentNode<
  WouldCallAnswer,
  { site: string; kind: string; severity: string; resource: string | null }
> = gql`
  query ReadWouldCall($site: ID!, $kind: CauseKind!, $severity: Severity!, $resource: ID) {
    asOf { seq now }
    resources(site: $site) { id name }
    wouldCall(site: $site, kind: $kind, severity: $severity, resource: $resource) {
      steps { afterMinutes role from isReachable reason people { id name channels } }
    }
  }
`;

export const READ_POLICY_DRAFT: TypedDocumentNode<PolicyDraftAnswer, { site: string; policy: object }> = gql`
  query ReadPolicyDraft($site: ID!, $policy: EscalationPolicyInput!) {
    asOf { seq now }
    policyDraft(site: $site, policy: $policy) {
      problem
      steps { afterMinutes role from isReachable reason people { id name channels } }
    }
  }
`;

export const READ_DELIVERIES: TypedDocumentNode<DeliveriesAnswer, PageVariables> = gql`
  query ReadDeliveries($after: String) {
    asOf { seq now }
    deliveries(first: 50, after: $after) {
      totalCount
      nodes { id at person channel title exception state attempts settledAt trouble resentBy mayResend }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const READ_ESCALATION: TypedDocumentNode<EscalationAnswer, { id: string }> = gql`
  query ReadEscalation($id: ID!) {
    asOf { seq now }
    exception(id: $id) {
      id
      escalation { policyVersion next steps { at role state reason people { id name channels } } }
    }
  }
`;

export const PUT_POLICY: TypedDocumentNode<Done, { policy: object; reason: string; commandId: string }> = gql`
  mutation PutPolicy($policy: EscalationPolicyInput!, $reason: String!, $commandId: ID!) {
    done: putEscalationPolicy(policy: $policy, reason: $reason, commandId: $commandId) { version }
  }
`;

export const PUT_ROSTER: TypedDocumentNode<
  Done,
  { roster: object; expectedVersion: number; reason: string; commandId: string }
> = gql`
  mutation PutRoster($roster: RosterInput!, $expectedVersion: Int, $reason: String!, $commandId: ID!) {
    done: putRoster(roster: $roster, expectedVersion: $expectedVersion, reason: $reason, commandId: $commandId) { version }
  }
`;

export const RESEND: TypedDocumentNode<Done, { id: string }> = gql`
  mutation Resend($id: ID!) { done: resendDelivery(id: $id) { id state } }
`;

export const READ_DEVICES: TypedDocumentNode<DevicesAnswer, Record<string, never>> = gql`
  query ReadDevices {
    asOf { seq now }
    pushDevices { publicKey devices { id name createdAt lastSentAt trouble } }
  }
`;

export const SUBSCRIBE: TypedDocumentNode<Done, { endpoint: string; p256dh: string; auth: string; name: string }> = gql`
  mutation Subscribe($endpoint: String!, $p256dh: String!, $auth: String!, $name: String!) {
    done: subscribePush(endpoint: $endpoint, p256dh: $p256dh, auth: $auth, name: $name) { id }
  }
`;

export const UNSUBSCRIBE: TypedDocumentNode<Done, { id: string }> = gql`
  mutation Unsubscribe($id: ID!) { done: unsubscribePush(id: $id) { id } }
`;

export const TEST_PUSH: TypedDocumentNode<{ readonly sent: number }, { commandId: string }> = gql`
  mutation TestPush($commandId: ID!) { sent: testPush(commandId: $commandId) }
`;
