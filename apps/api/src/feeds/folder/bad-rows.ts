import type { MadeOf, Offered, RefusedText } from "@lockstep/connectors/contract";
import type { BadRow } from "@lockstep/connectors/csv/read-table";
import { refusedText } from "@lockstep/connectors/refused-text";
import type { ImportPlan } from "../../imports/plan-import.ts";
import type { Became } from "./take-files.ts";

interface OfFile {
  readonly name: string;
  /** Of whose facts they were to be some. */
  readonly about: NonNullable<RefusedText["about"]>;
  /** The rows as they stood in the file. */
  readonly madeOf: (rows: readonly number[]) => MadeOf | undefined;
}

/** Each bad row whole, below its header, once, with all that is wrong with it. */
export function badRowsOf({ bad }: Pick<ImportPlan, "bad">, { name, about, madeOf }: OfFile): readonly Offered[] {
  const byRow = new Map<number, BadRow[]>();
  for (const one of bad) {
    const said = byRow.get(one.row) ?? [];
    said.push(one);
    byRow.set(one.row, said);
  }
  return [...byRow].map(([row, troubles]) => {
    const reason = `Row ${row} of ${name}: ${troubles.map(saidOf).join(" ")}`;
    return refusedText(madeOf([row])?.text ?? "", { rule: troubles[0]?.rule ?? "bad-row", reason }, about);
  });
}

const saidOf = ({ column, reason }: BadRow): string => (column === null ? reason : `${column}: ${reason}`);

const MOST_REASONS = 100;

/** What whoever dropped the file reads beside it. */
export function becameOf(offered: readonly Offered[]): Became {
  const refused = offered.flatMap((one) => ("refused" in one ? [one.refused] : []));
  if (refused.length === 0) return { offered: offered.length, refused, reason: null };
  const isWhole = refused.length === 1 && offered.length === 1;
  const reasons = refused.slice(0, MOST_REASONS).map(({ rule, reason }) => `${rule}\n${reason}`);
  const more = refused.length - reasons.length;
  const parts = [...reasons, ...(more > 0 ? [`${more} more lie in quarantine.`] : []), isWhole ? WHOLE : IN_PARTS];
  return { offered: offered.length, refused, reason: parts.join("\n\n") };
}

const WHOLE = "Nothing of this file was taken. Correct it, and put it into the folder in again.";
const IN_PARTS =
  "These rows were not taken, and lie in quarantine; all others were. Correct them, and put the file into the folder in again: what was taken adds nothing.";
