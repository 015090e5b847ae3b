import { isoOf } from "@lockstep/domain/instant";
import type { RequestHandler } from "express";
import type { Writer } from "../writer/contract.ts";

/** `POST /admin/verify`: compares what is shown with the projection computed anew from all facts, and puts it right. */
export function verifyRoute(writer: () => Writer): RequestHandler {
  return async (_, response) => {
    const { differences, isRight, clock, seq } = await writer().verify();
    const healed = differences.length === 0 ? {} : { healed: isRight };
    response.status(200).json({ differences, checkedAt: isoOf(clock), seq, ...healed });
  };
}
