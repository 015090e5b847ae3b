import { gql, type TypedDocumentNode } from "@apollo/client";
import type * as A from "./answers.ts";

export const READ_MY_LINE: TypedDocumentNode<A.MyLineAnswer, { id: string }> = gql`
  query ReadMyLine($id: ID!) {
    asOf { seq now }
    resource(id: $id) {
      id name site state since reason upAt upAtAssumed
      stopReasons { reason typicalMinutes }
      queueLength
      queue(first: 6) {
        order item itemName uom quantity
        operation {
          seq resource resourceName state plannedStart plannedFinish projectedStart projectedFinish
          remainingHours boundBy good scrap inProcess
        }
      }
    }
  }
`;

/** What stands there and is part of another card. */
export const READ_MERGED_AWAY: TypedDocumentNode<A.MergedAwayAnswer, { line: string }> = gql`
  query ReadMergedAway($line: ID!) {
    asOf { seq now }
    exceptions(filter: { states: [MERGED], resources: [$line], present: true }, first: 200) {
      totalCount
      nodes { id title severity mergedInto valueAtRisk { amount currency } }
    }
  }
`;
