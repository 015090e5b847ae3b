import { ok, type Result, refuse } from "@lockstep/domain/result";

/** A topic whose levels are partly open: `plant/+site/line/+line/state`; a last `#` stands for any levels more. */
export interface TopicPattern {
  /** As brokers understand it: `plant/+/line/+/state`. */
  readonly filter: string;
  readonly names: readonly string[];
  /** The values of the named levels, or null if the topic is another one. */
  match(topic: string): ReadonlyMap<string, string> | null;
}

export function readTopicPattern(text: string): Result<TopicPattern, string> {
  const levels = text.split("/");
  const open = levels.filter((level) => level.startsWith("+"));
  const names = open.map((level) => level.slice(1)).filter((name) => name !== "");
  const isWrong = (level: string, k: number): boolean =>
    level === "#" ? k !== levels.length - 1 : /#|.\+|^\+.*[^A-Za-z0-9_-]/.test(level);
  const wrong = levels.find(isWrong);
  if (text === "") return refuse("a topic must not be empty");
  if (wrong !== undefined) {
    return refuse(`${text} is no topic: the level ${wrong} must be plain, "+name", or "#" as the last one`);
  }
  if (new Set(names).size < names.length) return refuse(`${text} names two levels alike`);
  const filter = levels.map((level) => (level.startsWith("+") ? "+" : level)).join("/");
  return ok({ filter, names, match: (topic) => matchLevels(levels, topic.split("/")) });
}

function matchLevels(levels: readonly string[], given: readonly string[]): ReadonlyMap<string, string> | null {
  const isOpen = levels.at(-1) === "#";
  const fixed = isOpen ? levels.slice(0, -1) : levels;
  if (isOpen ? given.length < fixed.length : given.length !== fixed.length) return null;
  // What begins with $ is the broker's own, and no wildcard means it.
  if (given[0]?.startsWith("$") && given[0] !== levels[0]) return null;
  const values = new Map<string, string>();
  for (const [k, level] of fixed.entries()) {
    const value = given[k] ?? "";
    if (level.startsWith("+")) values.set(level.slice(1), value);
    else if (level !== value) return null;
  }
  return values;
}
