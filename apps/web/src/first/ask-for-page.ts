import type { PlantAnswer } from "../api/answers.ts";
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

export interface AskedForPage {
  /** What the opened page asks of its own is on its way, or it asks nothing. */
  readonly asked: Promise<unknown>;
  readonly answered: Promise<unknown>;
}

/** Asks what every page asks first, the board and the plant, and what the opened page asks of its own as soon as it is known where. */
export function askForPage(first: FirstAnswers, { pathname, search: words, now: here }: Address): AskedForPage {
  const plantAsked = first.ask<PlantAnswer>("ReadPlant", {});
  const own = async (): Promise<{ readonly answer: Promise<unknown> | null }> => {
    const [plant, questionOf] = await Promise.all([plantAsked, QUESTIONS[pathname]?.().catch(() => null)]);
    if (plant === null || !questionOf) return { answer: null };
    const { asOf } = plant;
    const now = asOf.clock === "MANUAL" ? asOf.now : new Date(Math.floor(here / 1_000) * 1_000).toISOString();
    const search = parseSearch(words);
    const question = questionOf({ plant, view: viewOf(search), search, now });
    return { answer: question === null ? null : first.ask(question.name, question.variables) };
  };
  const asked = own();
  const others = [first.ask("ReadExceptions", { after: null }), first.ask("ReadLines", { after: null })];
  return { asked, answered: Promise.all([asked.then(({ answer }) => answer), ...others]) };
}
