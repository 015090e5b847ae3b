import type { Response } from "express";
import { outside, outsideOfSites } from "../identity/feed-grant.ts";
import type { Writer } from "../writer/contract.ts";
import type { Incoming } from "../writer/incoming.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

/** Whether some facts are not theirs to send: those of others need not be looked at. */
export function isHeldBack(response: Response): boolean {
  const { feed, scope } = viewerOf(response);
  return feed !== undefined || scope.sites !== null;
}

/** Why a program that shows a feed's token, or a person who has some sites alone, may not send all of this; null: they may. */
export function whyNotSent(response: Response, incoming: readonly Incoming[], writer: Writer): string | null {
  const { feed, scope } = viewerOf(response);
  const { sites } = scope;
  if (feed === undefined && sites === null) return null;
  const { world } = writer.view;
  for (const one of incoming) {
    const event = eventIn(one);
    const why = feed === undefined ? outsideOfSites(sites ?? [], event, world) : outside(feed, event, world);
    if (why !== null) return why;
  }
  return null;
}

/** Whether all of it may be sent; if not, it has been answered: nothing of it is taken. */
export function maySendAll(response: Response, incoming: readonly Incoming[], writer: Writer): boolean {
  const why = whyNotSent(response, incoming, writer);
  if (why !== null) refuseWith(response, 403, { code: "FORBIDDEN", message: `${why} Nothing was taken.` });
  return why === null;
}

/** What it would be if it came to be accepted. */
function eventIn(incoming: Incoming): unknown {
  if ("refused" in incoming && incoming.refused !== undefined) return null;
  if ("value" in incoming) return incoming.value;
  try {
    return JSON.parse(incoming.text) as unknown;
  } catch {
    return null;
  }
}
