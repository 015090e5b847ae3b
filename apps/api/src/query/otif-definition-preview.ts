import type { OtifDefinitionPreview, QueryOtifDefinitionPreviewArgs } from "@lockstep/protocol/generated/schema";
import { checkDefinition, nextVersion } from "@lockstep/workflow/otif/definitions";
import { previewDefinition } from "@lockstep/workflow/otif/definitions-preview";
import { figureOf, type Sums } from "@lockstep/workflow/otif/sums";
import { definitionOf } from "../commands/declare-otif.ts";
import { asGraphQLError, badInput } from "../errors.ts";
import { upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { rangeFor } from "./otif-range.ts";
import { pageSize } from "./paging.ts";

/** What declaring it would change, while nothing is declared. */
export function otifDefinitionPreview(moment: Moment, args: QueryOtifDefinitionPreviewArgs): OtifDefinitionPreview {
  const { view } = moment;
  const { ledger, definitions } = view.otif;
  if (args.from >= args.to) throw badInput("from must be before to.");
  const given = definitionOf(args.definition);
  const proposed = checkDefinition({ ...given, version: nextVersion(definitions, given.id) });
  if (!proposed.ok) throw asGraphQLError({ code: "BAD_USER_INPUT", ...proposed.error });
  const shown = previewDefinition({
    ledger,
    lines: [...view.world.salesOrderLines.keys()].flatMap((id) => ledger.factsOf(id) ?? []),
    proposed: proposed.value,
    clock: view.clock,
    range: rangeFor(moment, args, args.site),
  });
  const head = ledger.families.find(({ id }) => id === given.id)?.head;
  const figure = (sums: Sums, { version, level }: Pick<typeof proposed.value, "version" | "level">) => ({
    ...{ version, level: upper(level), value: figureOf(sums, level).value, n: sums.n, failed: sums.failed },
    ...{ missing: view.asMoney(sums.missingMinor), fine: view.asMoney(sums.fineMinor) },
  });
  return {
    present: shown.present === null || head === undefined ? null : figure(shown.present, head),
    proposed: figure(shown.proposed, proposed.value),
    changed: shown.changes.length,
    lines: shown.changes.slice(0, pageSize(args.first)).map(({ line, before, after }) => ({
      ...{ line, before: upper(before), after: upper(after) },
    })),
  };
}
