import { contentHash } from "@lockstep/domain/content-hash";

/** The same cause for the n-th time has the same id on every machine and after every restart. */
export function exceptionId(
  cause: { readonly kind: string; readonly subjectType: string; readonly subject: string },
  occurrence: number,
): string {
  const { kind, subjectType, subject } = cause;
  return `ex-${contentHash(JSON.stringify([kind, subjectType, subject, occurrence])).slice(0, 20)}`;
}
