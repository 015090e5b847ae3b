import type { RequestHandler } from "express";
import { patienceWith } from "./body.ts";

/** Whoever has the answer and goes on sending is listened to for a while, so that the answer is not lost, and no longer. */
export const lateBodies: RequestHandler = (request, response, next) => {
  response.once("finish", () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), patienceWith(request));
    timer.unref();
    for (const end of ["end", "close"]) request.once(end, () => clearTimeout(timer));
  });
  next();
};
