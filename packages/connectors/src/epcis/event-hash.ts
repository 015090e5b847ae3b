import { contentHash } from "@lockstep/domain/content-hash";
import type { JsonObject } from "@lockstep/domain/json";
import type { Namespaces } from "./namespaces.ts";
import { preHash } from "./pre-hash.ts";

/**
 * The EPCIS event hash id of GS1's Core Business Vocabulary 2.0, 8.9: the id of an event that states none. Whoever says
 * the same, in whatever order and form of identifiers, gets the same.
 */
export const eventHash = (event: JsonObject, namespaces: Namespaces): string =>
  `ni:///sha-256;${contentHash(preHash(event, namespaces))}?ver=CBV2.0`;
