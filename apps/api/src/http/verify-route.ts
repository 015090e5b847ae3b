import { isoOf } from "@lockstep/domain/instant";
import type { RequestHandler } from "express";
import { hasEveryRight } from "../identity/viewer.ts";
import type { Writer } from "../writer/contract.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

/** `POST /admin/verify`: compares what is shown with the projection computed anew from all facts, and puts it right. */
export function verifyRoute(writer: () => Writer): RequestHandler {
  return async (_, response) => {
    if (!hasEveryRight(viewerOf(response))) {
      const message = "This is for people with every role at every site: ask whoever runs this server.";
      refuseWith(response, 403, { code: "FORBIDDEN", message });
      return;
    }
    const { differences, isRight, clock, seq } = await writer().verify();
    const healed = differences.length === 0 ? {} : { healed: isRight };
    response.status(200).json({ differences, checkedAt: isoOf(clock), seq, ...healed });
  };
}
