import { beginAnew } from "../api/begin-anew.ts";
import { whoIsHere } from "../api/identity.ts";
import { readStanding, type Standing } from "./auth.ts";
import { element, signInForm } from "./form.ts";
import { pagePerson } from "./page-person.ts";
import { SIGNED_IN } from "./signed-in.ts";
import { TEXTS } from "./texts.ts";

const AGAIN_MS = 1_000;

let waiting: Promise<void> | null = null;

/**
 * Resolves when somebody is signed in: at once, or when they have signed in again over the page, which stays as it is.
 * Somebody else than before gets the page anew.
 */
export function signedInAgain(): Promise<void> {
  waiting ??= ask().finally(() => {
    waiting = null;
  });
  return waiting;
}

async function ask(): Promise<void> {
  const standing = await reached();
  if (standing.mode === "dev") return;
  if (standing.person === null) await signInOver(standing.mode);
  if (whoIsHere() !== pagePerson()) {
    beginAnew();
    await new Promise(() => undefined);
  }
}

/** A server that is away comes back, and says then who is signed in. */
async function reached(): Promise<Standing> {
  for (;;) {
    const standing = await readStanding();
    if (standing !== null) return standing;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

function signInOver(mode: "local" | "oidc"): Promise<void> {
  return new Promise((resolve) => {
    const dialog = element("dialog", { class: "auth-dialog", "aria-labelledby": "auth-ended" });
    const channel = new BroadcastChannel(SIGNED_IN);
    const done = (): void => {
      channel.close();
      dialog.close();
      dialog.remove();
      resolve();
    };
    channel.addEventListener("message", done);
    const elsewhere = { class: "auth-button", href: "/auth/begin?next=/sign-in?done", target: "_blank" };
    dialog.append(
      element("h2", { id: "auth-ended" }, TEXTS.ended),
      element("p", {}, TEXTS.endedHint),
      mode === "local" ? signInForm(done) : element("a", elsewhere, TEXTS.provider),
      element("p", { class: "auth-hint" }, mode === "local" ? TEXTS.forgotten : TEXTS.elsewhere),
    );
    // What is not answered cannot be put away.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    // The keys of the page behind it do nothing meanwhile.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
  });
}
