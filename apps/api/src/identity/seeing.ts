import { isoOf } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { SessionRow } from "@lockstep/store/store";
import type { Refusal } from "../errors.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { viewerOfPerson } from "./people.ts";
import { may, rightToRoute } from "./rights.ts";
import type { Viewer } from "./viewer.ts";
import { type Seen, vouchedFor } from "./vouched.ts";

/** With whose eyes a session looks: its own person's, or those of whom an administrator has chosen. */
export function withEyesOf(own: Viewer, seen: Seen | undefined): Viewer {
  if (seen === undefined || !may(rightToRoute("POST /auth/see-as"), own).ok) return own;
  return { ...viewerOfPerson(seen), seenBy: own.name };
}

interface Asked {
  readonly method: string;
  readonly baseUrl: string;
}

/** Whoever looks with the eyes of others asks, and nothing else: commands of `/graphql` are refused where they are run. */
export function mayBeAsked({ seenBy }: Viewer, { method, baseUrl }: Asked): Result<null, Refusal> {
  const isAsking = method === "GET" || method === "HEAD" || baseUrl === "/graphql";
  return seenBy === undefined || isAsking ? ok(null) : refuse(onlyLooking(seenBy));
}

export const onlyLooking = (seenBy: string): Refusal => ({
  code: "FORBIDDEN",
  message: `With the eyes of others one only looks: end that first, ${seenBy}.`,
});

const rightsText = ({ roles, sites }: Pick<Seen, "roles" | "sites">): string =>
  `${roles.join(", ")}; ${sites === null ? "every site" : sites.join(", ")}`;

/** That somebody looks with the eyes of another. */
export const seeingBegan = ({ person }: Pick<SessionRow, "person">, seen: Seen): Noted => ({
  ...{ about: `person:${seen.name}`, at: seen.since, by: person, action: "seeing-as-began" },
  ...{ before: null, after: rightsText(seen), note: null },
});

/** That they do no more, and since when they did; null: the session has its own eyes. */
export function seeingEnded(session: SessionRow, at: number): Noted | null {
  const { sees } = vouchedFor(session);
  if (sees === undefined) return null;
  const ended = { about: `person:${sees.name}`, at, by: session.person, action: "seeing-as-ended" };
  return { ...ended, before: rightsText(sees), after: null, note: `since ${isoOf(sees.since)}` };
}
