import type { AnyEvent, ExceptionRecord, WorkflowEvent } from "../model.ts";
import { type Followed, type PlaybookInForce, type Playbooks, scopeOf } from "./model.ts";

/** What is in force for a kind: that of one of the sites before that of every site; of several sites, the first by name. */
export function playbookFor(playbooks: Playbooks, kind: string, sites: readonly string[]): PlaybookInForce | null {
  for (const site of [...[...sites].sort(), null]) {
    const inForce = playbooks.get(scopeOf({ site, kind }))?.at(-1);
    if (inForce !== undefined) return inForce;
  }
  return null;
}

/** The playbook that an exception began under, as it was then. */
export function playbookOf(
  playbooks: Playbooks,
  { kind, playbook }: Pick<ExceptionRecord, "kind" | "playbook">,
): PlaybookInForce | null {
  if (playbook === null) return null;
  const { site, version } = playbook;
  return playbooks.get(scopeOf({ site, kind }))?.find((one) => one.version === version) ?? null;
}

export function playbooksAfter(playbooks: Playbooks, event: AnyEvent): Playbooks {
  if (event.type !== "playbook-put") return playbooks;
  const scope = scopeOf(event.playbook);
  return new Map(playbooks).set(scope, [...(playbooks.get(scope) ?? []), event.playbook]);
}

/** What an exception begins under. */
export function begunUnder(playbooks: Playbooks, { kind, seen, at }: WorkflowEvent & { type: "opened" }) {
  const inForce = playbookFor(playbooks, kind, seen.sites);
  if (inForce === null) return null;
  return { site: inForce.site, version: inForce.version, since: at, ticks: [] };
}

/** What an event does to how far its exception has come. */
export function followedAfter(followed: Followed | null, event: WorkflowEvent): Followed | null {
  if (followed === null) return null;
  switch (event.type) {
    case "reopened":
      return { ...followed, since: event.at, ticks: [] };
    case "playbook-ticked": {
      const { step, at, by, remark } = event;
      return { ...followed, ticks: [...followed.ticks, { step, at, by, note: remark }] };
    }
    case "playbook-unticked":
      return { ...followed, ticks: followed.ticks.filter(({ step }) => step !== event.step) };
    default:
      return followed;
  }
}
