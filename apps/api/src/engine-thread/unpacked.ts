import { type FactRows, unpackRows } from "@lockstep/store/facts/packed-facts";
import type { Request } from "./protocol.ts";

export type UnpackedRequest =
  | Exclude<Request, { kind: "packed" }>
  | { readonly kind: "rows"; readonly rows: readonly FactRows[] };

/** The same request, with its facts to be read. */
export function unpacked(request: Request): UnpackedRequest {
  return request.kind === "packed" ? { kind: "rows", rows: unpackRows(request.chunk) } : request;
}
