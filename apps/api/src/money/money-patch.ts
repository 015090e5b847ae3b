import type { JsonPatch } from "@lockstep/domain/json-patch";
import { isMoneyPath } from "./hide-money.ts";

/**
 * Whether a patch would tell whoever sends it what an amount is: by trying a value in its place, or by taking it to where it is read as
 * something else. What replaces or removes it tells nothing.
 */
export const asksForMoney = (patch: JsonPatch): boolean =>
  patch.some((step) => {
    if (step.op === "test") return isMoneyPath(step.path) || namesMoney(step.value);
    return step.op === "move" && isMoneyPath(step.from);
  });

function namesMoney(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, one]) => isMoneyPath(name) || namesMoney(one));
}
