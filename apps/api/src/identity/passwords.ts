import { hash, verify } from "@node-rs/argon2";
import { newSecret } from "./secrets.ts";

const SHORTEST = 12;
const LONGEST_BYTES = 1_024;
/** OWASP's second choice of argon2id; as long as it takes, so much can be tried. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** So many are worked out at once: each takes 19 MiB and a processor. */
const MOST_AT_ONCE = 2;

/** What is wrong with a password that somebody wants; null: nothing. */
export function troubleWith(password: string, name: string): string | null {
  if ([...password].length < SHORTEST) return `A password has at least ${SHORTEST} characters: choose a longer one.`;
  if (Buffer.byteLength(password) > LONGEST_BYTES) return `A password has at most ${LONGEST_BYTES} bytes.`;
  if (new Set(password).size < 5) return "This password is made of a few characters only: choose another one.";
  if (password.toLowerCase().includes(name.toLowerCase())) return "The password holds the name: choose another one.";
  return null;
}

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), COST);

/** Looks passwords over, a few at a time. One of somebody unknown takes as long as one of somebody known. */
export function createPasswordCheck() {
  const ofNobody = hashPassword(newSecret());
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    /** So that nobody can make it work without end, who comes when this is high is sent away. */
    get waiting() {
      return waiting.length;
    },
    async isRight(password: string, passwordHash: string | undefined): Promise<boolean> {
      if (Buffer.byteLength(password) > LONGEST_BYTES) return false;
      if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
      running += 1;
      try {
        const matches = await verify(passwordHash ?? (await ofNobody), password.normalize("NFKC"));
        return matches && passwordHash !== undefined;
      } finally {
        running -= 1;
        waiting.shift()?.();
      }
    },
  };
}
