import "./sign-in.css";
import { signIn } from "./auth.ts";
import { TEXTS } from "./texts.ts";

type Child = Node | string | null;

/** One element with what is in it. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((one) => one !== null));
  return made;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "password";
  readonly autocomplete: string;
}

interface FormOptions {
  readonly fields: readonly Field[];
  readonly action: string;
  readonly busy: string;
  /** Null if it was done, else why not: that is said, and the first password is to be typed again. */
  readonly send: (values: readonly string[]) => Promise<string | null>;
  readonly onDone: () => void;
}

/** A form of a few fields that says what went wrong, and can be sent once at a time. */
export function formOf({ fields, action, busy, send, onDone }: FormOptions): HTMLFormElement {
  const inputs = fields.map(({ name, type, autocomplete }) =>
    element("input", { name, type, autocomplete, required: "", id: `auth-${name}`, autocapitalize: "none" }),
  );
  const labels = fields.map(({ name, label }, k) =>
    element("label", { for: `auth-${name}` }, label, inputs[k] ?? null),
  );
  const button = element("button", { type: "submit" }, action);
  const said = element("p", { role: "alert", class: "auth-problem" });
  const form = element("form", { class: "auth-form" }, ...labels, said, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    button.textContent = busy;
    said.textContent = "";
    void send(inputs.map(({ value }) => value)).then((problem) => {
      button.disabled = false;
      button.textContent = action;
      if (problem === null) return onDone();
      said.textContent = problem;
      const password = inputs.find(({ type }) => type === "password");
      if (password !== undefined) password.value = "";
      password?.focus();
    });
  });
  return form;
}

/** Name and password. */
export const signInForm = (onDone: () => void): HTMLFormElement =>
  formOf({
    fields: [
      { name: "name", label: TEXTS.name, type: "text", autocomplete: "username" },
      { name: "password", label: TEXTS.password, type: "password", autocomplete: "current-password" },
    ],
    action: TEXTS.signIn,
    busy: TEXTS.signingIn,
    send: ([name = "", password = ""]) => signIn(name, password),
    onDone,
  });
