import { gql, type TypedDocumentNode } from "@apollo/client";
import type { Handover, HandoverConnection, HandoverNow } from "@lockstep/protocol/generated/schema";
import type { AsOf, PageVariables } from "./answers.ts";

interface NowAnswer {
  readonly asOf: AsOf;
  readonly handover: HandoverNow | null;
}
interface PastAnswer {
  readonly asOf: AsOf;
  readonly handovers: HandoverConnection;
}
interface Place {
  readonly site: string;
  readonly resource: string | null;
}

const ITEM = gql`
  fragment HandoverItemParts on HandoverItem {
    exception title state stateNow present severity valueAtRisk { amount currency } lines
    actBy openedAt owner acknowledgedBy estimate isOverdue note
  }
`;
const SHEET = gql`
  fragment HandoverSheetParts on HandoverSheet {
    isRostered since until
    shift { from to people }
    next { from to people }
    open { ...HandoverItemParts }
    done { exception title action at by note }
    stops { resource name from to reason }
    made { resource name good scrap planned }
    due { line item customer quantity promisedAt projectedDelivery state }
  }
  ${ITEM}
`;
const SIGNED = gql`
  fragment HandoverParts on Handover {
    id site resource shiftFrom at by note state lateAfter mayAccept
    accepted { at by note }
    cameAfter { ...HandoverItemParts }
    sheet { ...HandoverSheetParts }
  }
  ${SHEET}
`;

export const READ_HANDOVER: TypedDocumentNode<NowAnswer, Place> = gql`
  query ReadHandover($site: ID!, $resource: ID) {
    asOf { seq now }
    handover(site: $site, resource: $resource) {
      site resource mayHandOver
      sheet { ...HandoverSheetParts }
      signed { ...HandoverParts }
      waiting { ...HandoverParts }
    }
  }
  ${SIGNED}
`;

export const READ_HANDOVERS: TypedDocumentNode<PastAnswer, PageVariables> = gql`
  query ReadHandovers($site: ID!, $resource: ID, $after: String) {
    asOf { seq now }
    handovers(site: $site, resource: $resource, first: 10, after: $after) {
      totalCount
      nodes { ...HandoverParts }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${SIGNED}
`;

interface HandOverVariables extends Place {
  readonly shift: string;
  readonly note: string;
  /** When it was signed; null: as it comes. */
  readonly at: string | null;
  readonly commandId: string;
}
type Done = { readonly done: Pick<Handover, "id"> };

export const HAND_OVER: TypedDocumentNode<Done, HandOverVariables> = gql`
  mutation HandOver($site: ID!, $resource: ID, $shift: DateTime!, $note: String!, $at: DateTime, $commandId: ID!) {
    done: handOver(site: $site, resource: $resource, shift: $shift, note: $note, at: $at, commandId: $commandId) { id }
  }
`;

export const ACCEPT_HANDOVER: TypedDocumentNode<
  Done,
  { id: string; note: string | null; at: string | null; commandId: string }
> = gql`
  mutation AcceptHandover($id: ID!, $note: String, $at: DateTime, $commandId: ID!) {
    done: acceptHandover(id: $id, note: $note, at: $at, commandId: $commandId) { id }
  }
`;
