import type { AnyFact } from "@lockstep/domain/facts/fact";
import { isObject } from "@lockstep/domain/json";
import type { Response } from "express";
import { outside, outsideOfSites } from "../identity/feed-grant.ts";
import { whereaboutsOf } from "../identity/last-told.ts";
import type { Viewer } from "../identity/viewer.ts";
import type { Writer } from "../writer/contract.ts";
import type { Guard, Incoming, Told } from "../writer/incoming.ts";
import { refuseWith } from "./refuse.ts";
import type { Sum } from "./taking.ts";

/**
 * Why a program that shows a feed's token, or a person who has some sites alone, may not send something. What takes the place
 * of a fact is about what that one is about. Null: whoever sends it may send anything.
 */
export function guardOf({ feed, scope: { sites } }: Viewer, writer: Pick<Writer, "view">): Guard | null {
  if (feed === undefined && sites === null) return null;
  return (incoming, told) => {
    const known = whereaboutsOf(writer.view.known, told);
    const why = (event: unknown): string | null =>
      feed === undefined ? outsideOfSites(sites ?? [], event, known) : outside(feed, event, known);
    for (const one of incoming) {
      const event = eventIn(one);
      const found = why(event) ?? (why(displacedBy(event, told)) === null ? null : TAKES_PLACE);
      if (found !== null) return found;
    }
    return null;
  };
}

/** What that one is, and of which site, is not for whoever sends this. */
const TAKES_PLACE = "One has the source and the id of a fact that is not yours to send.";

interface Guarding {
  readonly guard: Guard | null;
  readonly writer: Pick<Writer, "facts">;
}

/** Whether all of it may be sent; if not, it has been answered: nothing of it is taken. */
export function maySendAll(response: Response, incoming: readonly Incoming[], { guard, writer }: Guarding): boolean {
  const why = guard?.(incoming, writer.facts) ?? null;
  if (why !== null) refuseWith(response, 403, { code: "FORBIDDEN", message: `${why} Nothing was taken.` });
  return why === null;
}

/** Whether some of it was not taken after all; if so, that has been answered. */
export function refuseRest(response: Response, { refused, accepted, duplicates, quarantined }: Sum): boolean {
  if (refused === null) return false;
  const before = accepted.length + duplicates + quarantined;
  const taken = before === 0 ? "Nothing was taken." : `${before} before it were taken; from there on, nothing was.`;
  refuseWith(response, 403, { code: "FORBIDDEN", message: `${refused} ${taken}` });
  return true;
}

/** The fact of the same source and id, if there is one: another content of it would take its place, or give way to it. */
function displacedBy(event: unknown, told: Told): AnyFact | null {
  if (!isObject(event)) return null;
  const { source, id } = event;
  return typeof source === "string" && typeof id === "string" ? (told.find(source, id) ?? null) : null;
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
