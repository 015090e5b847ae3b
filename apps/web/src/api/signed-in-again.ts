/** Resolves once somebody is signed in; loaded when a session has ended. */
export const signedInAgain = async (): Promise<void> => (await import("../sign-in/session-ended.ts")).signedInAgain();
