import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { badInput } from "../errors.ts";

/** The id of a figure that is of no single thing: what it is of, and what narrows it, as in an address. */
export interface FigureId {
  readonly path: readonly string[];
  /** Null: it is not narrowed by that. */
  readonly get: (name: string) => string | null;
  readonly all: (name: string) => readonly string[];
}

/** `requested/2026-03-01T00:00:00Z/2026-03-08T00:00:00Z?site=P`. Steps of the path may be escaped, as ids may hold a stroke. */
export function readFigureId(id: string): FigureId {
  const cut = id.indexOf("?");
  const narrowed = new URLSearchParams(cut < 0 ? "" : id.slice(cut + 1));
  const path = (cut < 0 ? id : id.slice(0, cut)).split("/").map(unescaped);
  return { path, get: (name) => narrowed.get(name), all: (name) => narrowed.getAll(name) };
}

function unescaped(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    throw badInput(`${step} is no step of an id: escape it as in an address.`);
  }
}

/** Two of its steps as instants; refused with how it should look. */
export function rangeIn(
  { path }: FigureId,
  from: number,
  looks: string,
): { readonly from: Instant; readonly to: Instant } {
  const [begin, end] = [parseInstant(path[from] ?? ""), parseInstant(path[from + 1] ?? "")];
  if (begin === null || end === null) throw badInput(looks);
  return { from: begin, to: end };
}
