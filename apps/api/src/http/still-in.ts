import type { Request } from "express";

const STILL_IN = "isStillIn";

/** What is asked again while a request lasts: whether whoever made it is let in still. */
export function setStillIn({ res }: Request, isStillIn: () => boolean): void {
  if (res !== undefined) res.locals[STILL_IN] = isStillIn;
}

/** A token may be revoked, a session end and a person be turned off while a body comes. */
export function isStillIn({ res }: Request): boolean {
  const ask = res?.locals[STILL_IN] as (() => boolean) | undefined;
  return ask === undefined || ask();
}

export const LET_IN_NO_MORE = {
  status: 401,
  code: "UNAUTHENTICATED",
  message: "The token was revoked or has run out, or the session has ended, while this came.",
} as const;
