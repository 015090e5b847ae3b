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
