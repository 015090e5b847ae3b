const PARTS = /^([a-z]+:)\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?(?:[/?#].*)?$/i;
const ESCAPED = "in a user and a password write % as %25, @ as %40, : as %3A, / as %2F";

/**
 * What is wrong with the address of a server, and what to do, to be read behind its name; null: nothing. It repeats nothing of the
 * address, which may hold a password.
 */
export function addressFault(text: string, protocols: readonly string[]): string | null {
  const begins = protocols.map((protocol) => `${protocol}//`);
  const [, protocol = "", host = "", port = ""] = PARTS.exec(text) ?? [];
  if (!begins.some((begin) => text.toLowerCase().startsWith(begin)))
    return `is no address that begins with ${begins.join(" or ")}`;
  if (protocol !== "" && host === "") return `names no server: write it behind the //, such as ${begins[0]}example.com`;
  if (port !== "" && !(Number(port) >= 1 && Number(port) <= 65_535))
    return "has a port that is none: give one from 1 to 65535, or leave it out";
  if (!URL.canParse(text) || !isEscaped(new URL(text))) return `cannot be read as an address: ${ESCAPED}`;
  return null;
}

function isEscaped({ username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}`);
    return true;
  } catch {
    return false;
  }
}
