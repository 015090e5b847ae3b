/**
 * A page of ours, as a whole address: what somebody else made may lead anywhere, and a path of two slashes is
 * another host once it stands alone.
 */
export function ownPage(wanted: string | null, origin: string): string {
  const home = `${origin}/`;
  if (wanted === null || !URL.canParse(wanted, origin)) return home;
  const url = new URL(wanted, origin);
  return url.origin === origin && !url.pathname.startsWith("//") ? url.href : home;
}
