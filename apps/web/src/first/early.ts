import { TEXTS } from "virtual:first-texts";
import { adoptPersonFromAddress, devToken } from "../api/identity.ts";
import { pastMoment } from "../past/moment.ts";
import { askForPage, asksOfItsOwn } from "./ask-for-page.ts";
import { createFirstAnswers, type FirstAnswers } from "./first-answers.ts";

/** A script of its own before all others: it asks while the browser is still busy with the page's code. */
declare global {
  interface Window {
    /** Undefined while a past moment is looked at. `ready`: when it is worth while to draw; null: at once. */
    lockstepFirst?: { readonly answers: FirstAnswers; readonly ready: Promise<void> | null };
  }
}

if (pastMoment() === null) {
  adoptPersonFromAddress();
  const answers = createFirstAnswers(send);
  const { pathname, search } = window.location;
  const answered = askForPage(answers, { pathname, search, now: Date.now() });
  window.lockstepFirst = { answers, ready: asksOfItsOwn(pathname) ? answered : null };
}

async function send(name: string, variables: object): Promise<unknown> {
  const token = devToken();
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ operationName: name, variables, query: TEXTS[name] }),
  });
  if (!response.ok) throw new Error(`${name} is answered with ${response.status}`);
  const { data, errors } = (await response.json()) as { readonly data?: unknown; readonly errors?: unknown };
  if (!data || errors !== undefined) throw new Error(`${name} is refused`);
  return data;
}
