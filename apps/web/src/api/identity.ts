/** Who one is in development: a token that names the person, kept by the browser, or set by `?as=name:role[:site,…]`. */
export const KEY = "lockstep.as";

/** Takes `?as=` over into the browser's memory and out of the address, so that a copied link does not carry a person. */
export function adoptPersonFromAddress(): void {
  const address = new URL(window.location.href);
  const as = address.searchParams.get("as");
  if (as === null) return;
  if (as === "" || as === "dev") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, as);
  address.searchParams.delete("as");
  window.history.replaceState(null, "", address);
}

/** The token to send; null for the developer with every role. */
export function devToken(): string | null {
  const as = localStorage.getItem(KEY);
  return as === null ? null : `dev:${as}`;
}

/** Whose what waits to be sent is: a person in development, or who is signed in; null for the developer. */
export const whoIsHere = (): string | null =>
  devToken() ?? new RegExp(`lockstep-person${window.location.port}=([^;]*)`).exec(document.cookie)?.[1] ?? null;
