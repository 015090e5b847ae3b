import type { ExceptionsPage, PlantAnswer } from "../api/answers.ts";
import { parseSearch, type View, viewOf } from "../shell/view.ts";
import type { FirstAnswers } from "./first-answers.ts";

/** What a page asks before it shows anything. */
export interface PageQuestion {
  /** Of the operation. */
  readonly name: string;
  readonly variables: object;
}

export interface OpenedPage {
  readonly plant: PlantAnswer;
  readonly view: View;
  /** Of the address, whatever it says. */
  readonly search: Readonly<Record<string, unknown>>;
  /** The server's time to the second. */
  readonly now: string;
}

type QuestionOf = (page: OpenedPage) => PageQuestion | null;

/** Fetched while the first answers are on their way. */
const QUESTIONS: Readonly<Record<string, () => Promise<QuestionOf>>> = {
  "/leader": async () => (await import("../leader/leader-question.ts")).leaderQuestion,
  "/plan": async () => (await import("../plan/plan-question.ts")).planQuestion,
};

interface Address {
  readonly pathname: string;
  readonly search: string;
  /** Of this machine, milliseconds. */
  readonly now: number;
}

/** Pages that show little before their own question is answered. */
export const asksOfItsOwn = (pathname: string): boolean => pathname in QUESTIONS;

/** Asks what every page asks first, the board and the plant, and then what the opened page asks of its own. */
export async function askForPage(first: FirstAnswers, { pathname, search: words, now: here }: Address): Promise<void> {
  const [board, plant, questionOf] = await Promise.all([
    first.ask<ExceptionsPage>("ReadExceptions", { after: null }),
    first.ask<PlantAnswer>("ReadPlant", {}),
    QUESTIONS[pathname]?.().catch(() => null),
    first.ask("ReadLines", { after: null }),
  ]);
  if (board === null || plant === null || !questionOf) return;
  const { asOf } = board;
  const now = asOf.clock === "MANUAL" ? asOf.now : new Date(Math.floor(here / 1_000) * 1_000).toISOString();
  const search = parseSearch(words);
  const question = questionOf({ plant, view: viewOf(search), search, now });
  if (question !== null) await first.ask(question.name, question.variables);
}
