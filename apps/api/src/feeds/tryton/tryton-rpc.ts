import { decodeValue } from "@lockstep/connectors/tryton/values";
import type { Millis } from "@lockstep/domain/instant";
import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";
import { SignInRefused } from "../trouble-kind.ts";

export interface TrytonAccess {
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** A session of one user, which is renewed when Tryton has forgotten it. One call after the other. */
export interface TrytonRpc {
  /** The context of the user is added to the parameters, and `more` to that. */
  call(method: string, params: readonly Json[], more?: JsonObject): Promise<Json>;
}

/** Tryton has understood and says no: `type` is the name of its exception. */
export class TrytonRefusal extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const PATIENCE_MS = 60_000;

/** `patience` is how long an answer to the next call is waited for. */
export function createTrytonRpc(
  access: TrytonAccess,
  stopped: AbortSignal,
  patience: () => Millis = () => PATIENCE_MS,
): TrytonRpc {
  const { url, database, user, password } = access;
  const address = `${url.replace(/\/+$/, "")}/${database}/`;
  let session: { readonly authorization: string; readonly context: JsonObject } | null = null;
  let lastId = 0;

  async function post(method: string, params: readonly Json[], authorization?: string): Promise<Json | "expired"> {
    lastId += 1;
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization === undefined ? {} : { authorization }) },
      body: JSON.stringify({ id: lastId, method, params }),
      signal: AbortSignal.any([stopped, AbortSignal.timeout(patience())]),
    });
    if (response.status === 401 && authorization !== undefined) {
      await response.body?.cancel();
      return "expired";
    }
    const text = await response.text();
    if (response.status === 403) throw new TrytonRefusal("Forbidden", `${user} may not call ${method}`);
    if (!response.ok) throw new Error(`${method} was answered with HTTP ${response.status}`);
    return resultIn(text, method);
  }

  async function login(): Promise<{ readonly authorization: string; readonly context: JsonObject }> {
    const answer = await post("common.db.login", [user, { password }, "en"]).catch((error: unknown) => {
      if (error instanceof TrytonRefusal) throw new SignInRefused(`the user ${user} or the password is refused`);
      throw error;
    });
    const [uid, key] = Array.isArray(answer) ? answer : [];
    if (typeof uid !== "number" || typeof key !== "string") {
      throw new SignInRefused(`the user ${user} or the password is refused`);
    }
    const authorization = `Session ${Buffer.from(`${user}:${uid}:${key}`).toString("base64")}`;
    const context = await post("model.res.user.get_preferences", [true, {}], authorization);
    return { authorization, context: isObject(context) ? context : {} };
  }

  return {
    async call(method, params, more = {}) {
      for (let attempt = 0; attempt < 2; attempt += 1) {
        session ??= await login();
        const answer = await post(method, [...params, { ...session.context, ...more }], session.authorization);
        if (answer !== "expired") return answer;
        session = null;
      }
      throw new Error(`a session that was just begun is refused for ${method}`);
    },
  };
}

function resultIn(text: string, method: string): Json {
  let answer: unknown;
  try {
    answer = JSON.parse(text) as unknown;
  } catch {
    throw new Error(`${method} was not answered with JSON: is this address Tryton's?`);
  }
  if (!isObject(answer)) return decodeValue(answer as Json);
  const { error } = answer;
  if (error === undefined) return decodeValue("result" in answer ? (answer["result"] ?? null) : answer);
  const [type, args] = Array.isArray(error) ? error : [error];
  const words = Array.isArray(args) ? args.filter((one) => typeof one === "string" && one !== "") : [args];
  throw new TrytonRefusal(String(type), words.map(String).join(" ") || String(type));
}
