import { applyPatch, createPatch, type Operation } from "rfc6902";
import { cloneJson, findTrouble, isDeeperThan, isObject, MOST_LEVELS } from "./json.ts";
import { ok, type Result, refuse } from "./result.ts";

/** One step of RFC 6902 from one JSON value to another; `from` is what stood there, `value` what stands there then. */
export interface JsonChange {
  readonly op: "add" | "remove" | "replace";
  /** RFC 6901; empty: the whole. */
  readonly path: string;
  readonly from?: unknown;
  readonly value?: unknown;
}

/** Steps of RFC 6902 that may be applied to a value that came from outside. */
export type JsonPatch = readonly Operation[];

const MOST_STEPS = 100;
/** Comparing two lists place by place costs the product of their lengths: longer ones are replaced as a whole. */
const MOST_PLACES = 2_500;
const TOO_DEEP = `The patch does not fit: the fact is nested more than ${MOST_LEVELS} levels deep: correct it by itself, or discard it.`;
const OPS = ["add", "remove", "replace", "move", "test"];
const NOT_FOLLOWED = ["__proto__", "constructor", "prototype"];

/** What is different, in the order in which it is to be applied; none: they say the same. */
export function diffOf(before: unknown, after: unknown): readonly JsonChange[] {
  // What is nested without end is not looked into.
  if (findTrouble(before)?.kind === "too-deep") return [{ op: "replace", path: "", from: before, value: after }];
  const steps = createPatch(before, after, (from, to, pointer) => {
    if (!Array.isArray(from) || !Array.isArray(to) || from.length * to.length <= MOST_PLACES) return undefined;
    return [{ op: "replace", path: pointer.toString(), value: to }];
  });
  // What a step cannot name, or would lose, is told with all that it stands in.
  const isLost = (step: Operation): boolean =>
    stepsOf(step.path).some((name) => NOT_FOLLOWED.includes(name)) || ("value" in step && namesPrototype(step.value));
  if (steps.some(isLost)) return [{ op: "replace", path: "", from: before, value: after }];
  const now = cloneJson(before);
  return steps.flatMap((step): JsonChange[] => {
    const from = valueAt(now, step.path);
    applyPatch(now, [cloneJson(step)]);
    if (step.op === "add") return [{ op: step.op, path: step.path, value: step.value }];
    if (step.op === "remove") return [{ op: step.op, path: step.path, from }];
    return step.op === "replace" ? [{ op: step.op, path: step.path, from, value: step.value }] : [];
  });
}

/** Whether anything in it has the one name that an assignment does not take. */
function namesPrototype(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== "object" || one === null) continue;
    if (Object.hasOwn(one, "__proto__")) return true;
    left.push(...Object.values(one));
  }
  return false;
}

/** What stands at an RFC 6901 pointer; undefined: nothing does. */
export function valueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const step of stepsOf(pointer)) {
    if (Array.isArray(found)) found = /^\d+$/.test(step) ? found[Number(step)] : undefined;
    else found = isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

export const pointerOf = (steps: readonly string[]): string =>
  steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Reads the text of a JSON Patch; refuses, in words, what is none. `copy` is none of the steps: it can grow without end. */
export function readPatch(text: string): Result<JsonPatch, string> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return refuse("The patch is no JSON: send a list of steps (RFC 6902).");
  }
  if (!Array.isArray(read) || read.length === 0 || read.length > MOST_STEPS || findTrouble(read) !== null)
    return refuse(`The patch must be a list of 1 to ${MOST_STEPS} steps (RFC 6902).`);
  for (const [place, step] of read.entries()) {
    const trouble = troubleOf(step);
    if (trouble !== null) return refuse(`Step ${place} of the patch ${trouble}.`);
  }
  return ok(read as Operation[]);
}

function troubleOf(step: unknown): string | null {
  if (!isObject(step)) return "is no object";
  const { op, path, from } = step;
  if (typeof op !== "string" || !OPS.includes(op)) return `must have an op that is one of ${OPS.join(", ")}`;
  if (!isPointer(path)) return "must have a path that is a JSON pointer, such as /data/uom";
  if (op === "move" && !isPointer(from)) return "must have a from that is a JSON pointer, such as /data/unit";
  if (op !== "remove" && op !== "move" && !Object.hasOwn(step, "value")) return "must have a value";
  return null;
}

const isPointer = (value: unknown): value is string =>
  typeof value === "string" &&
  (value === "" || value.startsWith("/")) &&
  !stepsOf(value).some((step) => NOT_FOLLOWED.includes(step));

/** A copy with all steps applied; or, in words, which of them does not fit this value. */
export function patched(value: unknown, patch: JsonPatch): Result<unknown, string> {
  const [only] = patch;
  if (patch.length === 1 && only?.op === "replace" && only.path === "") return ok(cloneJson(only.value));
  if (isDeeperThan(MOST_LEVELS, value)) return refuse(TOO_DEEP);
  // A step may name the root, which only what holds it can change.
  const holder = { root: cloneJson(value) };
  const under = patch.map((step) => ({
    ...cloneJson(step),
    path: `/root${step.path}`,
    ...("from" in step ? { from: `/root${step.from}` } : {}),
  }));
  const errors = applyPatch(holder, under as Operation[]);
  const place = errors.findIndex((error) => error !== null);
  const step = patch[place];
  if (step === undefined) return ok(holder.root);
  const why = step.op === "test" ? `${step.path} says something else` : `there is no ${step.path} in it`;
  return refuse(`The patch does not fit: step ${place} (${step.op}): ${why}.`);
}
