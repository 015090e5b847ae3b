import { isObject, type JsonObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { type Static, Type } from "typebox";
import type { Write } from "../polled/contract.ts";
import { Back } from "./back-config.ts";

/** A system that is told by HTTP: each command is one POST of JSON with an `Idempotency-Key`. */
export const HttpOut = Type.Object(
  {
    id: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$" }),
    kind: Type.Literal("http-out"),
    url: Type.String({ pattern: "^https?://[^@\\s]+$" }),
    /** Sent as `authorization: Bearer …`; never in the file itself: `${env:NAME}` or `${file:/path}`. */
    password: Type.Optional(Type.String({ pattern: "^\\$\\{(env:[A-Z][A-Z0-9_]*|file:/[^}]+)\\}$" })),
    /** Pause between two looks at what is to be told. */
    pollSeconds: Type.Optional(Type.Number({ minimum: 0.2, maximum: 3_600 })),
    /** Nothing is ever sent there unless this is true. */
    writeBack: Type.Boolean(),
    back: Back,
  },
  { additionalProperties: false },
);
export type HttpOut = Static<typeof HttpOut>;

/** [C10] The command itself, under its id: whoever gets it twice does it once. */
export function postOf(command: unknown, reference: string): Result<Write, string> {
  if (!isObject(command)) return refuse("A command is an object.");
  return ok({
    what: wordsOf(command),
    expected: [],
    done: [],
    calls: [{ method: reference, params: [command] }],
  });
}

function wordsOf(command: JsonObject): string {
  const { kind, quantity, item, order, lot, hold, state } = command;
  const of = lot === undefined || lot === null ? String(item) : `${String(item)}, lot ${String(lot)},`;
  if (kind === "confirm") return `${String(quantity)} of ${of} made by order ${String(order)}`;
  if (kind === "reverse") return `${String(quantity)} of ${of} taken back from order ${String(order)}`;
  if (kind === "quality") return `Hold ${String(hold)} is ${String(state)}`;
  return `${String(kind)}: ${String(quantity)} of ${of}`;
}
