import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { isDeeperThan, MOST_LEVELS } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";

/** What a message in JSON says; `todo` is what to do where it is none. */
export function readJson(text: string, todo: string): Result<unknown, Refusal> {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    return refuse({ rule: "not-json", reason: `The message is no JSON: send it so, or ${todo}.` });
  }
  if (!isDeeperThan(MOST_LEVELS, value)) return ok(value);
  const reason = `The message is nested more than ${MOST_LEVELS} levels deep: send it flatter.`;
  return refuse({ rule: "too-deep", reason });
}
