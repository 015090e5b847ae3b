import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { createSamples } from "./samples.ts";

const made = (topic: string, at: number): CloudEvent => ({ rawlast: `${topic}@${isoOf(at)}` }) as unknown as CloudEvent;

test("of all topics together the last are at hand, whichever topic they are of; what a reading says together is one", () => {
  const samples = createSamples(4);
  const keeps = (topic: string, at: number): boolean => samples.of(made(topic, at)) !== null;
  samples.add("a", 1_000, "state", 1);
  samples.add("a", 1_000, "count", 7);
  for (const [topic, at] of [
    ["b", 1_000],
    ["b", 2_000],
    ["a", 2_000],
  ] as const)
    samples.add(topic, at, "state", 2);
  expect(JSON.parse(samples.of(made("a", 1_000))?.text ?? "")).toMatchObject({ values: { state: 1, count: 7 } });
  samples.add("c", 3_000, "state", 3);
  expect([keeps("a", 1_000), keeps("b", 1_000), keeps("c", 3_000)]).toEqual([false, true, true]);
  for (const at of [4_000, 5_000, 6_000]) samples.add("c", at, "state", 4);
  expect([keeps("b", 1_000), keeps("b", 2_000), keeps("a", 2_000), keeps("c", 3_000)]).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test("of one topic the last 512 are at hand, and those that are gone take nothing of the others with them", () => {
  const samples = createSamples(1_000);
  samples.add("slow", 0, "state", 0);
  for (let at = 0; at < 600; at += 1) samples.add("fast", at, "state", at);
  expect(samples.of(made("fast", 87))).toBeNull();
  // The first comes once more, before its old place is taken.
  samples.add("fast", 0, "state", -1);
  for (let at = 1_000; at < 1_399; at += 1) samples.add("slow", at, "state", at);
  expect(samples.of(made("slow", 0))).toBeNull();
  expect(samples.of(made("fast", 0))?.text).toContain("-1");
});
