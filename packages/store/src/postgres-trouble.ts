import { codeOf, plainError } from "./plain-error.ts";

const wordsIn = (error: unknown): string => plainError(error).message;

/** It can be reached, and does not do this one thing now: it took too long, was called off, or there is no room for it. */
export const isBusy = (error: unknown): boolean =>
  /^(40|53|55|57014)/.test(codeOf(error)) || wordsIn(error) === "timeout exceeded when trying to connect";

/** Connection trouble, a server that stops or starts, or one that only reads for now. */
export const isAway = (error: unknown): boolean =>
  !isBusy(error) &&
  (/^(08|57P0|25006)|^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN)/.test(codeOf(error)) ||
    /timeout|Connection terminated|is not queryable/i.test(wordsIn(error)));

/** What may be over in a while, and left nothing behind: also a disk that fails or is full, and an idle transaction called off. */
export const isPassing = (error: unknown): boolean =>
  isAway(error) || isBusy(error) || /^(58|25P0[34])/.test(codeOf(error));
