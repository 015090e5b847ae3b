import type { MutationPutPlaybookArgs, Playbook as PlaybookRow } from "@lockstep/protocol/generated/schema";
import { type Playbook, scopeOf } from "@lockstep/workflow/playbook/model";
import { putPlaybook } from "@lockstep/workflow/playbook/put";
import type { Context } from "../graphql/context.ts";
import { playbookRow } from "../query/playbooks.ts";
import { actorOf } from "../wire/actions.ts";
import { lower } from "../wire/words.ts";
import { siteOf } from "./put-directory.ts";
import { putInForce } from "./put-in-force.ts";

export async function putPlaybookInForce(
  context: Context,
  { playbook: input, expectedVersion: expected, reason, commandId }: MutationPutPlaybookArgs,
): Promise<PlaybookRow> {
  const site = input.site ?? null;
  if (site !== null) siteOf(context, site);
  const steps = input.steps.map(({ text, ownerRole, minutes }) => ({ text, ownerRole: lower(ownerRole), minutes }));
  const playbook: Playbook = { site, kind: lower(input.kind), name: input.name, steps };
  const expectedVersion = expected ?? null;
  const args = { playbook, expectedVersion, reason, commandId };
  await putInForce(context, { name: "put-playbook", args }, ({ playbooks }, now) =>
    putPlaybook(playbooks, { value: playbook, expectedVersion, reason, actor: actorOf(context.viewer), now }),
  );
  const inForce = context.moment.view.workflow.playbooks.get(scopeOf(playbook))?.at(-1);
  if (inForce === undefined) throw new Error("no playbook after it was put in force");
  return playbookRow(inForce);
}
