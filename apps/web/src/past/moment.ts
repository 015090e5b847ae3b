/** The past moment that the address asks for, as an instant of ISO 8601; null: now. The page is loaded anew for another. */
export function pastMoment(): string | null {
  const then = new URLSearchParams(window.location.search).get("then");
  return then === null || Number.isNaN(Date.parse(then)) ? null : new Date(then).toISOString();
}

export function lookAt(moment: string | null): void {
  const address = new URL(window.location.href);
  if (moment === null) address.searchParams.delete("then");
  else address.searchParams.set("then", moment);
  window.location.assign(address);
}
