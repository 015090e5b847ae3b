import { gql, type TypedDocumentNode } from "@apollo/client";
import type { WallAnswer } from "../wall/wall-answer.ts";

export const READ_WALL: TypedDocumentNode<WallAnswer, { site: string | null }> = gql`
  query ReadWall($site: ID) {
    asOf { seq now }
    overview(site: $site) {
      openOrderLines totalAtRisk { amount currency }
      promisesToday { total onTrack atRisk late short done }
    }
    resources(site: $site) { id name site state since upAt upAtAssumed }
  }
`;
