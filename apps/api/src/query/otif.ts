import { isoOf } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { OtifSeries, QueryOtifArgs } from "@lockstep/protocol/generated/schema";
import type { Cube } from "@lockstep/workflow/otif/cube";
import type { DefinitionFamily } from "@lockstep/workflow/otif/definitions";
import { familyOf } from "@lockstep/workflow/otif/series";
import { figureOf } from "@lockstep/workflow/otif/sums";
import { badInput } from "../errors.ts";
import type { OtifKeeper } from "../otif/keeper.ts";
import { isoOrNull, lower } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

/** How much was on time and in full of what was due from one instant to before another; by nothing: one figure alone. */
export function otif({ view, viewer }: Moment, { definition, from, to, by }: QueryOtifArgs): OtifSeries {
  const { family, cube } = asked(view.otif, { definition, from, to });
  const { version, description, level } = family.head;
  const range = { from, to, sites: viewer.scope.sites };
  const { value, n } = figureOf(cube.total(range), level);
  const groups = by ? [...cube.groups(range, lower(by))].sort(([a], [b]) => byCodeUnit(a, b)) : [];
  const points = groups.map(([key, { sums, ...period }]) => {
    const figure = figureOf(sums, level);
    const bounds = { from: isoOrNull(period.from), to: isoOrNull(period.to) };
    return { key, ...bounds, value: figure.value, n: figure.n, met: figure.met };
  });
  return { definition, version, description, from: isoOf(from), to: isoOf(to), value, n, points };
}

export interface Asked {
  readonly family: DefinitionFamily;
  readonly cube: Cube;
}

/** Refuses a definition that there is not, and a time that ends before it begins. */
export function asked(
  keeper: OtifKeeper,
  { definition, from, to }: Pick<QueryOtifArgs, "definition" | "from" | "to">,
): Asked {
  if (from >= to) throw badInput("from must be before to.");
  const family = familyOf(keeper.ledger.families, definition);
  if (!family.ok) throw badInput(family.error.message);
  return { family: family.value, cube: keeper.ledger.cube(definition) };
}
