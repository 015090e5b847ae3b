import type { Instant } from "@lockstep/domain/instant";
import type { AuditRow, Commit } from "@lockstep/store/store";
import { definitionRow } from "../otif/rows.ts";
import { auditRowsOf } from "./audit-rows.ts";
import type { CommandRequest, Decided } from "./contract.ts";
import { type Draft, NETWORK } from "./decide-group.ts";
import { rowOfRules } from "./rule-set-row.ts";

interface Commanded {
  readonly request: CommandRequest;
  readonly decided: Decided;
  /** The command's own; what it brings comes behind it. */
  readonly seq: number;
  readonly now: Instant;
  readonly receivedAt: Instant;
}

/** Writes a command into the draft, before what it brings, and says what else is to be kept of it. */
export function writeCommand(
  draft: Draft,
  { request, decided, seq, now, receivedAt }: Commanded,
): Partial<Commit> & { readonly audit: readonly AuditRow[] } {
  const { commandId, argumentsHash } = request;
  const { connector, events, body, name, actor, declared, ruleSet, messages } = decided;
  const about = { source: actor, eventId: commandId, type: name, eventTime: now };
  draft.records.unshift({ ...about, seq, network: NETWORK, kind: "command", connector, receivedAt, body });
  draft.settled.unshift(...decided.settled);
  return {
    audit: auditRowsOf(events, seq).concat((decided.audit ?? []).map((row) => ({ ...row, seq }))),
    assigned: decided.assigned ?? [],
    commands: [{ commandId, argumentsHash, seq, answer: decided.answer ?? null }],
    ...(messages === undefined ? {} : { messages }),
    ...(ruleSet === undefined ? {} : { ruleSet: rowOfRules(ruleSet, seq) }),
    ...(declared === undefined ? {} : { otif: { definitions: [definitionRow(declared, seq)] } }),
  };
}
