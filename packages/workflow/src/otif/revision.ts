import type { Instant } from "@lockstep/domain/instant";
import type { Account } from "./account.ts";
import type { DefinitionFamily } from "./definitions.ts";

/** The fact by which something is said otherwise than before. */
export interface Because {
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly time: Instant;
  readonly seq: number;
}

/** What was counted of a line whose window has closed; null in a revision: it was not counted. */
export interface Counted {
  readonly date: Instant;
  readonly inWindow: number;
  readonly ordered: number;
  /** Share of it that was credited. */
  readonly credit: number;
  readonly cause: string | null;
}

/** A figure of a closed window that is another one since a late fact: what it was, what it is, because of which fact. */
export interface Revision {
  readonly line: string;
  readonly definition: string;
  readonly site: string;
  readonly at: Instant;
  readonly before: Counted | null;
  readonly after: Counted | null;
  readonly because: Because;
}

interface Change {
  readonly line: string;
  readonly family: DefinitionFamily;
  readonly before: Account | null;
  readonly after: Account | null;
  readonly because: Because;
  readonly at: Instant;
}

/** Null: nothing that is counted is another. */
export function revisionOf({ line, family, before, after, because, at }: Change): Revision | null {
  const site = (before ?? after)?.site;
  if (site === undefined) return null;
  const was = before === null ? null : countedOf(before, line);
  const is = after === null ? null : countedOf(after, line);
  if (isSame(was, is)) return null;
  return { line, definition: family.id, site, at, before: was, after: is, because };
}

function countedOf({ lines, size, credit, cause, date }: Account, line: string): Counted {
  const own = lines.find(({ facts }) => facts.id === line);
  return {
    date: own?.date ?? date,
    inWindow: own?.inWindow ?? 0,
    ordered: own?.ordered ?? 0,
    credit: size === 0 ? 0 : credit / size,
    cause: cause?.kind ?? null,
  };
}

const isSame = (a: Counted | null, b: Counted | null): boolean =>
  a !== null &&
  b !== null &&
  a.credit === b.credit &&
  a.date === b.date &&
  a.inWindow === b.inWindow &&
  a.ordered === b.ordered &&
  a.cause === b.cause;
