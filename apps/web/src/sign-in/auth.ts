import { forgetAnswers } from "../line/kept.ts";
import { endPush } from "./end-push.ts";
import { TEXTS } from "./texts.ts";

export interface Standing {
  readonly mode: "dev" | "local" | "oidc";
  /** Null: nobody is signed in. */
  readonly person: string | null;
}

/** Null: the server cannot be reached. */
export async function readStanding(): Promise<Standing | null> {
  const answer = await fetch("/auth", { cache: "no-store" }).catch(() => null);
  return answer?.ok === true ? ((await answer.json()) as Standing) : null;
}

export const signIn = (name: string, password: string): Promise<string | null> =>
  post("/auth/sign-in", { name, password });

export const changePassword = (password: string, wanted: string): Promise<string | null> =>
  post("/auth/password", { password, wanted });

/** Leaves for where one is signed out. */
export async function signOut(): Promise<void> {
  const answer = await fetch("/auth/sign-out", { method: "POST" });
  const { next } = (await answer.json()) as { readonly next: string };
  forgetAnswers();
  await endPush();
  // What came meanwhile.
  forgetAnswers();
  window.location.assign(next);
}

/** Null if it was done, else why not, in the server's words. */
async function post(path: string, body: object): Promise<string | null> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
  if (answer === null) return TEXTS.unreachable;
  if (answer.ok) return null;
  const said = (await answer.json().catch(() => null)) as { readonly error?: { readonly message: string } } | null;
  return said?.error?.message ?? TEXTS.unreachable;
}
