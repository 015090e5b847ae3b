import { changePassword, readStanding, type Standing } from "./auth.ts";
import { element, formOf, signInForm } from "./form.ts";
import { ownPage } from "./own-page.ts";
import { SIGNED_IN } from "./signed-in.ts";
import { problemText, TEXTS } from "./texts.ts";

const search = new URLSearchParams(window.location.search);
const place = document.getElementById("sign-in");
// Who one was in development is nobody here.
localStorage.removeItem("lockstep.as");
const standing = await readStanding();
if (search.has("done")) {
  new BroadcastChannel(SIGNED_IN).postMessage(null);
  window.close();
}
place?.append(card(standing));
place?.querySelector("input")?.focus();

function card(now: Standing | null): HTMLElement {
  const problem = now === null ? TEXTS.unreachable : problemText(search.get("problem"));
  const isChange = search.has("password") && now?.mode === "local" && now.person !== null;
  return element(
    "section",
    { class: "auth-card" },
    element("p", { class: "auth-brand" }, TEXTS.product),
    element("h1", {}, isChange ? TEXTS.change : TEXTS.title),
    problem === null ? null : element("p", { role: "alert", class: "auth-problem" }, problem),
    ...(isChange ? change() : ways(now)),
  );
}

function ways(now: Standing | null): readonly Node[] {
  switch (now?.mode) {
    case "local":
      return [signInForm(goOn), element("p", { class: "auth-hint" }, TEXTS.forgotten)];
    case "oidc": {
      const href = `/auth/begin?next=${encodeURIComponent(pathOf(next()))}`;
      const link = element("a", { class: "auth-button", href }, TEXTS.provider);
      return [link, element("p", { class: "auth-hint" }, TEXTS.providerHint)];
    }
    case "dev":
      return [element("p", {}, TEXTS.dev), element("a", { class: "auth-button", href: "/" }, TEXTS.back)];
    case undefined:
      return [];
  }
}

function change(): readonly Node[] {
  const back = element("a", { href: "/" }, TEXTS.back);
  const form = formOf({
    fields: [
      { name: "present", label: TEXTS.present, type: "password", autocomplete: "current-password" },
      { name: "wanted", label: TEXTS.wanted, type: "password", autocomplete: "new-password" },
    ],
    action: TEXTS.changeIt,
    busy: TEXTS.changeIt,
    send: ([present = "", wanted = ""]) => changePassword(present, wanted),
    onDone: () => form.replaceWith(element("p", { role: "status" }, TEXTS.changed)),
  });
  return [form, element("p", { class: "auth-hint" }, TEXTS.wantedHint), back];
}

function goOn(): void {
  window.location.assign(next().href);
}

function next(): URL {
  return new URL(ownPage(search.get("next"), window.location.origin));
}

function pathOf({ pathname, search: query, hash }: URL): string {
  return pathname + query + hash;
}
