import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Account } from "./account.ts";
import type { Range } from "./cube.ts";
import type { OtifDefinition } from "./definitions.ts";
import { createOtifLedger, type OtifLedger } from "./ledger.ts";
import type { LineFacts } from "./line-facts.ts";
import type { Sums } from "./sums.ts";

/** `not-counted`: its window is open, it is excluded, or it is dated outside of the range. */
export type Outcome = "kept" | "failed" | "not-counted";

export interface Change {
  readonly line: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

export interface DefinitionPreview {
  /** Null: there is no definition of that id yet. */
  readonly present: Sums | null;
  readonly proposed: Sums;
  /** Lines that change sides, by id. */
  readonly changes: readonly Change[];
}

interface Previewed {
  /** As it stands; nothing of it changes. */
  readonly ledger: OtifLedger;
  readonly lines: readonly LineFacts[];
  /** With the version that it would get. */
  readonly proposed: OtifDefinition;
  readonly clock: Instant;
  readonly range: Range;
}

/** [O19] What a definition would change of a range, if it were put in force: judged by the ledger's own rules, aside. */
export function previewDefinition({ ledger, lines, proposed, clock, range }: Previewed): DefinitionPreview {
  const { id } = proposed;
  const present = ledger.families.find((family) => family.id === id) ?? null;
  const trial = createOtifLedger();
  trial.declare([...(present?.records ?? []), proposed]);
  trial.advance(clock);
  for (const facts of lines) trial.put(facts.id, facts, null);
  const changes = lines.flatMap((facts): readonly Change[] => {
    const before = present === null ? "not-counted" : outcomeIn(ledger.accountOfLine(id, facts.id), range);
    const after = outcomeIn(trial.accountOfLine(id, facts.id), range);
    return before === after ? [] : [{ line: facts.id, before, after }];
  });
  return {
    present: present === null ? null : ledger.cube(id).total(range),
    proposed: trial.cube(id).total(range),
    changes: changes.sort((a, b) => byCodeUnit(a.line, b.line)),
  };
}

function outcomeIn(account: Account | null, { from, to, sites }: Range): Outcome {
  if (account === null || account.date < from || account.date >= to) return "not-counted";
  if (sites !== null && !sites.includes(account.site)) return "not-counted";
  return account.isMet ? "kept" : "failed";
}
