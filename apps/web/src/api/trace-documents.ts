import { gql, type TypedDocumentNode } from "@apollo/client";
import type { TraceAnswer, TraceVariables } from "../trace/trace-answer.ts";

export const READ_TRACE: TypedDocumentNode<TraceAnswer, TraceVariables> = gql`
  query ReadTrace($item: ID!, $lot: ID, $serial: String, $direction: TraceDirection!) {
    asOf { seq now }
    trace(item: $item, lot: $lot, serial: $serial, direction: $direction) {
      start
      isComplete
      sites
      cuts { node reason }
      nodes { id kind subject name distance item lot uom resource site salesOrderLine at isHeld }
      edges { from to quantity uom factCount facts(first: 3) { type source id time } }
    }
  }
`;
