import { unpackFacts } from "@lockstep/store/facts/packed-facts";
import type { Request } from "./protocol.ts";

export type UnpackedRequest = Exclude<Request, { kind: "packed" }>;

/** The same request, with its facts to be read. */
export async function unpacked(request: Request): Promise<UnpackedRequest> {
  return request.kind === "packed" ? { kind: "facts", facts: await unpackFacts(request.chunk) } : request;
}
