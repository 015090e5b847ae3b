import type { Instant } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Command, Decided, Refusal } from "../decide.ts";
import type { Actor, ExceptionRecord, Seen } from "../model.ts";
import { maySee } from "../permissions.ts";
import { weightOf } from "../weight.ts";

interface Asked {
  readonly record: ExceptionRecord;
  readonly seen: Seen;
  readonly command: Command & { readonly type: "watch" | "unwatch" };
  readonly actor: Actor;
  readonly now: Instant;
}

const MOST_WATCHERS = 200;

/** Who sees an exception may watch it, whatever their role; what is so already stays so. */
export function decideWatch({ record, seen, command, actor, now }: Asked): Result<Decided, Refusal> {
  if (!maySee(actor, seen.sites))
    return refuse({ code: "NOT_FOUND", message: `There is no exception ${record.id}: read the list again.` });
  const { name: by } = actor;
  const watches = record.watchers.some(({ person }) => person === by);
  if (watches === (command.type === "watch")) return ok({ events: [], facts: [] });
  const { commandId } = command;
  const about = { exceptionId: record.id, commandId, actor, at: now, by, before: record.state, after: record.state };
  if (command.type === "unwatch") return ok({ events: [{ ...about, type: "unwatched", note: null }], facts: [] });
  if (record.watchers.length >= MOST_WATCHERS)
    return refuse({ code: "CONFLICT", message: `${MOST_WATCHERS} people watch it already: ask one of them to stop.` });
  return ok({ events: [{ ...about, type: "watched", note: null, weight: weightOf(seen) }], facts: [] });
}
