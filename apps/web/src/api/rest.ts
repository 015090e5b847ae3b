import { pastMoment } from "../past/moment.ts";
import { devToken } from "./identity.ts";
import { signedInAgain } from "./signed-in-again.ts";

/** What the server says against it, in its own words. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const rawType = (body: Blob | string): string =>
  body instanceof Blob && body.type.startsWith("image/") ? body.type : "text/csv";

/** One question outside of GraphQL. A picture goes as what it is, a text or any other file as CSV, all else as JSON. Rejects with `Refused` where it is one. */
export async function rest(method: string, path: string, body?: Blob | string | object): Promise<Response> {
  const token = devToken();
  const then = pastMoment();
  const isRaw = typeof body === "string" || body instanceof Blob;
  const headers: Record<string, string> = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(then === null ? {} : { "lockstep-at": then }),
    ...(body === undefined ? {} : { "content-type": isRaw ? rawType(body) : "application/json" }),
  };
  const content = body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) };
  const ask = (): Promise<Response> => fetch(path, { method, headers, ...content });
  let answer = await ask();
  if (answer.status === 401) {
    await signedInAgain();
    answer = await ask();
  }
  if (answer.ok) return answer;
  const refused = (await answer.json().catch(() => null)) as { error?: { code: string; message: string } } | null;
  throw new Refused(refused?.error?.code ?? "FAILED", refused?.error?.message ?? `${answer.status}`);
}

export const restJson = async <T>(method: string, path: string, body?: Blob | string | object): Promise<T> =>
  (await (await rest(method, path, body)).json()) as T;
