import { TEXTS } from "virtual:first-texts";
import { adoptPersonFromAddress, devToken } from "../api/identity.ts";
import { pastMoment } from "../past/moment.ts";
import { askForPage, asksOfItsOwn } from "./ask-for-page.ts";
import { createFirstAnswers, type FirstAnswers } from "./first-answers.ts";

/** A script of its own before all others: it asks while the browser is still busy with the page's code, and then has it begin. */
declare global {
  interface Window {
    /** Undefined while a past moment is looked at. `ready`: when it is worth while to draw; null: at once. */
    lockstepFirst?: { readonly answers: FirstAnswers; readonly ready: Promise<unknown> | null };
  }
}

/** Once the browser is busy with the page's code nothing is asked; a server that takes longer is not waited for. */
const MOST_WAIT_MS = 300;

void begin();

async function begin(): Promise<void> {
  try {
    const asked = pastMoment() === null ? ask() : null;
    if (asked) await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, MOST_WAIT_MS))]);
  } finally {
    // Else the page's own script stands in the page.
    const main = document.querySelector<HTMLElement>("script[data-main]")?.dataset["main"];
    if (main !== undefined) await import(/* @vite-ignore */ main);
  }
}

/** When what the opened page asks of its own is on its way; null: it asks nothing. */
function ask(): Promise<unknown> | null {
  adoptPersonFromAddress();
  const answers = createFirstAnswers(send);
  const { pathname, search } = window.location;
  const { asked, answered } = askForPage(answers, { pathname, search, now: Date.now() });
  const isAwaited = asksOfItsOwn(pathname);
  window.lockstepFirst = { answers, ready: isAwaited ? answered : null };
  fetchCodeOf(pathname);
  return isAwaited ? asked : null;
}

/** The code of the opened page is on its way before the page's frame, which knows of it, has begun. */
function fetchCodeOf(pathname: string): void {
  const pages = document.querySelector<HTMLMetaElement>("meta[name='lockstep-pages']")?.content;
  const files = pages === undefined ? undefined : (JSON.parse(pages) as Record<string, readonly string[]>)[pathname];
  for (const file of files ?? []) {
    const link = document.createElement("link");
    if (file.endsWith(".css")) Object.assign(link, { rel: "preload", as: "style" });
    else link.rel = "modulepreload";
    link.crossOrigin = "";
    link.href = `/${file}`;
    document.head.append(link);
  }
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
