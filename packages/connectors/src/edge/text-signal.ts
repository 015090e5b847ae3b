import type { Millis } from "@lockstep/domain/instant";
import { createDebounce, type Debounce } from "./debounce.ts";
import type { Reading } from "./reading.ts";

/** What the machine itself tells of its context: a text that holds until it is another; "" is none. */
export type TextSignal = Debounce<string>;

export const createTextSignal = (lasts: Millis): TextSignal =>
  createDebounce({ lasts, known: Number.POSITIVE_INFINITY });

export const textOf = ({ value }: Reading): string => String(value).trim();
