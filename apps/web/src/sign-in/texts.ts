/** The words of the page that people see before anything else of ours. */
export const TEXTS = {
  product: "Lockstep",
  title: "Sign in",
  name: "Name",
  password: "Password",
  signIn: "Sign in",
  signingIn: "Signing in…",
  provider: "Sign in with your company's account",
  providerHint: "You are led to your company's sign-in and back.",
  forgotten: "Password forgotten? Whoever runs this server can set a new one.",
  unreachable: "The server cannot be reached. Try again in a moment.",
  ended: "The session has ended",
  endedHint: "Sign in again. What you have typed stays as it is.",
  elsewhere: "It opens in a window of its own; this page goes on by itself.",
  change: "Change the password",
  present: "Present password",
  wanted: "New password",
  wantedHint: "At least 12 characters. Other sessions of yours end.",
  changeIt: "Change it",
  changed: "The password is changed.",
  signOut: "Sign out",
  back: "Back to the board",
  dev: "In development nobody signs in.",
  problems: {
    "no-role": "You are known, but no role is given to you here. Ask whoever runs this server.",
    "provider-away": "Your company's sign-in cannot be reached now. Try again in a moment.",
    refused: "Your company's sign-in gave an answer that does not fit. Try again.",
    "too-late": "That took too long, or was begun in another window. Try again.",
  },
} as const;

export const problemText = (problem: string | null): string | null =>
  problem !== null && Object.hasOwn(TEXTS.problems, problem)
    ? TEXTS.problems[problem as keyof typeof TEXTS.problems]
    : null;
