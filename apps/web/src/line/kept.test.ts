import type { LiveException } from "@lockstep/protocol/live";
import { beforeEach, expect, test } from "vitest";
import type { MyLineAnswer } from "../api/answers.ts";
import { KEY } from "../api/identity.ts";
import { forgetAnswers, keepAnswer, keepCards, keptAnswer, keptCards, rememberedLine, rememberLine } from "./kept.ts";

beforeEach(() => localStorage.clear());

test("what was read of a line is known again, until whoever read it signs out; the line itself stays", () => {
  const answer = { resource: null } as MyLineAnswer;
  rememberLine("LINE-1");
  const cards = [{ row: { id: "E-1" } as LiveException, place: "Filler" }];
  keepAnswer("LINE-1", { answer, zone: "Europe/Berlin" });
  keepCards("LINE-1", cards);
  expect(keptAnswer("LINE-1")).toEqual({ answer, zone: "Europe/Berlin" });
  expect(keptCards("LINE-1")).toEqual(cards);
  expect([keptAnswer("LINE-2"), keptCards("LINE-2")]).toEqual([null, null]);
  forgetAnswers();
  expect([keptAnswer("LINE-1"), keptCards("LINE-1")]).toEqual([null, null]);
  expect(rememberedLine()).toBe("LINE-1");
});

test("nobody is shown what another one read of the line; whoever read it knows it again", () => {
  const kept = { answer: { resource: null } as MyLineAnswer, zone: "Europe/Berlin" };
  localStorage.setItem(KEY, "ann:OPERATOR");
  keepAnswer("LINE-1", kept);
  localStorage.setItem(KEY, "ben:OPERATOR");
  expect(keptAnswer("LINE-1")).toBeNull();
  localStorage.removeItem(KEY);
  expect(keptAnswer("LINE-1")).toBeNull();
  localStorage.setItem(KEY, "ann:OPERATOR");
  expect(keptAnswer("LINE-1")).toEqual(kept);
});
