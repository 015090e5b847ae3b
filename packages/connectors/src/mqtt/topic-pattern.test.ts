import { expect, test } from "vitest";
import { readTopicPattern } from "./topic-pattern.ts";

function match(pattern: string, topic: string): object | null {
  const read = readTopicPattern(pattern);
  if (!read.ok) throw new Error(read.error);
  const levels = read.value.match(topic);
  return levels === null ? null : Object.fromEntries(levels);
}

test("named levels have the values of the topic", () => {
  expect(match("plant/+site/line/+line/state", "plant/A/line/7/state")).toEqual({ site: "A", line: "7" });
  expect(match("plant/+site/#", "plant/A/line/7")).toEqual({ site: "A" });
  expect(match("plant/#", "plant")).toEqual({});
});

test.each([
  ["plant/+site/state", "plant/A/B/state"],
  ["plant/+site/state", "plant/A/count"],
  ["plant/+site/state", "plant/A"],
  ["+any/#", "$SYS/broker/uptime"],
])("%s does not mean %s", (pattern, topic) => {
  expect(match(pattern, topic)).toBeNull();
});

test.each(["", "a/#/b", "a/b+c", "a/+b c", "a/b#", "+x/+x"])("%j is refused", (pattern) => {
  expect(readTopicPattern(pattern).ok).toBe(false);
});

test("brokers are asked with plain wildcards", () => {
  expect(readTopicPattern("a/+b/+/c/#")).toMatchObject({ value: { filter: "a/+/+/c/#", names: ["b"] } });
});
