import type { LiveException } from "@lockstep/protocol/live";
import type { MyLineAnswer } from "../api/answers.ts";
import { whoIsHere } from "../api/identity.ts";

/** What this tablet remembers of the person who carries it; a browser that keeps nothing asks again. */
const LINE = "lockstep.my-line";
const ANSWERS = "lockstep.my-line-answer.";
/** Counts the forms in which an answer has been kept. */
const ANSWER = `${ANSWERS}3`;
const CARDS = `${ANSWERS}cards-1`;
const BRIGHT = "lockstep.bright";

export const rememberedLine = (): string | undefined => read(LINE) ?? undefined;
export const rememberLine = (id: string): void => write(LINE, id);
export const isBright = (): boolean => read(BRIGHT) === "yes";
export const rememberBright = (on: boolean): void => write(BRIGHT, on ? "yes" : "no");

/** As it was last read: opened without a network, the page still knows the line and why it stops. */
export interface Kept {
  readonly answer: MyLineAnswer;
  readonly zone: string;
}

/** One card of the line, with where it is in words. */
export interface KeptCard {
  readonly row: LiveException;
  readonly place: string;
}

/** Each person's own: what another one might see of the same line is something else. */
const ownKey = (what: string, id: string): string => `${what}.${JSON.stringify([whoIsHere(), id])}`;

export const keepAnswer = (id: string, kept: Kept): void => write(ownKey(ANSWER, id), JSON.stringify(kept));
export const keptAnswer = (id: string): Kept | null => parsed(ownKey(ANSWER, id));

export const keepCards = (id: string, cards: readonly KeptCard[]): void =>
  write(ownKey(CARDS, id), JSON.stringify(cards));
export const keptCards = (id: string): readonly KeptCard[] | null => parsed(ownKey(CARDS, id));

/** Whoever takes the tablet next does not read what the one before might see. */
export function forgetAnswers(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(ANSWERS)) localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function parsed<T>(key: string): T | null {
  const text = read(key);
  return text === null ? null : (JSON.parse(text) as T);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is chosen again the next time.
  }
}
