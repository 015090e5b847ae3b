import { isoOf } from "@lockstep/domain/instant";
import type { OutRuleEffect, OutRulesPreview } from "@lockstep/protocol/outgoing";
import type { ConnectorCommandRow, Store } from "@lockstep/store/store";
import { judgeAgain } from "@lockstep/workflow/way-back/judge-again";
import type { Confirmation } from "@lockstep/workflow/way-back/model";
import type { OutRule } from "@lockstep/workflow/way-back/rules";
import { inSteps } from "../in-steps.ts";
import { keptLooks } from "./kept-looks.ts";

export interface PreviewQuestion {
  readonly connector: string;
  readonly rules: readonly OutRule[];
  readonly since: number;
  readonly until: number;
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  /** Commands, the newest of all. */
  readonly most?: number;
}

export interface PreviewParts {
  /** As whoever asks sees it. */
  readonly seen: Pick<Store, "outbox">;
  readonly store: Pick<Store, "connectorMemory">;
}

/** The newest of them; that there are more is said. */
const MOST_COMMANDS = 20_000;
const MOST_EXAMPLES = 100;
const ROWS_A_STEP = 200;

/** [C13] What other rules on the way out would have done to the confirmations of a time. Nothing is changed. */
export async function previewOutRules({ seen, store }: PreviewParts, asked: PreviewQuestion): Promise<OutRulesPreview> {
  const { connector, since, until, sites, most = MOST_COMMANDS } = asked;
  const found = await seen.outbox({ states: null, sites, connector, since, first: most + 1 });
  const rows = found
    .slice(0, most)
    .filter(({ commandId, askedAt }) => askedAt < until && /^(confirm|reverse)\//.test(commandId));
  const looks = await keptLooks(
    store,
    connector,
    rows.map(({ commandId }) => commandId),
  );
  const judged = await inSteps(judgeAll(rows, looks, asked));
  return { ...judged, isWhole: found.length <= most };
}

function* judgeAll(
  rows: readonly ConnectorCommandRow[],
  looks: Awaited<ReturnType<typeof keptLooks>>,
  { rules, since, until }: PreviewQuestion,
): Generator<undefined, Omit<OutRulesPreview, "isWhole">> {
  const effects: OutRuleEffect[] = [];
  const byRule = new Map<string, { held: number; wouldBeHeld: number }>();
  const of = (rule: string) => {
    const counted = byRule.get(rule) ?? { held: 0, wouldBeHeld: 0 };
    byRule.set(rule, counted);
    return counted;
  };
  const sum = { judged: 0, unknown: 0, held: 0, wouldBeHeld: 0, newlyHeld: 0, letGo: 0 };
  for (const [k, row] of rows.entries()) {
    if (k % ROWS_A_STEP === ROWS_A_STEP - 1) yield undefined;
    const look = looks.get(row.commandId);
    if (look === undefined) {
      sum.unknown += 1;
      continue;
    }
    const would = judgeAgain(rules, JSON.parse(row.command) as Confirmation, look);
    sum.judged += 1;
    if (row.heldBy !== null) of(row.heldBy).held += 1;
    if (would !== null) of(would.rule).wouldBeHeld += 1;
    sum.held += Number(row.heldBy !== null);
    sum.wouldBeHeld += Number(would !== null);
    if ((row.heldBy === null) === (would === null)) continue;
    const { commandId, what, subject, heldBy, heldWhy } = row;
    const effect: OutRuleEffect =
      would === null
        ? { commandId, what, subject, effect: "let-go", rule: heldBy ?? "", why: heldWhy ?? "" }
        : { commandId, what, subject, effect: "held", rule: would.rule, why: would.why };
    sum[would === null ? "letGo" : "newlyHeld"] += 1;
    if (effects.filter((one) => one.effect === effect.effect).length < MOST_EXAMPLES) effects.push(effect);
  }
  const told = [...byRule].map(([rule, counted]) => ({ rule, ...counted }));
  return { since: isoOf(since), until: isoOf(until), ...sum, rules: told, effects };
}
