import { isoOf } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { isObject } from "@lockstep/domain/json";
import type { RequestHandler } from "express";
import { may, rightToRoute } from "../identity/rights.ts";
import type { Writer } from "../writer/contract.ts";
import { readJson } from "./body.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

const MOST_BYTES = 10_000;

/** `POST /clock`: moves a manual clock on; answered when the projection has caught up. */
export function clockRoute(writer: () => Writer, mode: "live" | "manual"): RequestHandler {
  return async (request, response) => {
    if (mode === "live") {
      const message = "The clock follows the wall clock: start with LOCKSTEP_CLOCK=manual to move it.";
      refuseWith(response, 409, { code: "CONFLICT", message });
      return;
    }
    const allowed = may(rightToRoute("POST /clock"), viewerOf(response));
    if (!allowed.ok) {
      refuseWith(response, 403, allowed.error);
      return;
    }
    const body = await readJson(request, { mostBytes: MOST_BYTES, what: "This" });
    if (!body.ok) {
      refuseWith(response, body.error.status, body.error);
      return;
    }
    const now = instantIn(body.value.value);
    if (now === null) {
      const message = 'Send { "now": "2026-03-02T08:00:00Z" }: an RFC 3339 instant with an offset.';
      refuseWith(response, 400, { code: "BAD_REQUEST", message });
      return;
    }
    const moved = await writer().setClock(now);
    if (moved.ok) response.status(200).json({ now: isoOf(now), seq: moved.value.seq });
    else refuseWith(response, 409, moved.error);
  };
}

function instantIn(value: unknown): number | null {
  const text = isObject(value) ? value["now"] : undefined;
  return typeof text === "string" ? parseInstant(text) : null;
}
