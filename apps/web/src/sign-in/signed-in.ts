/** On this channel a window in which somebody has signed in says so to the others. */
export const SIGNED_IN = "lockstep.signed-in";
