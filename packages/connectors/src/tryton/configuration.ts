import { isZone } from "@lockstep/domain/zone";
import { type Static, Type } from "typebox";
import { Back, checkBack } from "../back/back-config.ts";
import { ExpectEverySeconds } from "../expectation.ts";

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1, maxLength: 200 });

/** A secret is never in the file: `${env:NAME}` names an environment variable, `${file:/path}` a file that holds it. */
const SECRET = "^\\$\\{(env:[A-Z][A-Z0-9_]*|file:/[^}]+)\\}$";

export const Tryton = Type.Object(
  {
    id: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$" }),
    kind: Type.Literal("tryton"),
    url: Type.String({ pattern: "^https?://[^@\\s]+$" }),
    database: Type.String({ pattern: "^[A-Za-z0-9_.-]{1,64}$" }),
    user: Text,
    password: Type.String({ pattern: SECRET }),
    /** Its facts have this and /master, /erp or /wms as their source; left out, it is /tryton/ and the id. */
    source: Type.Optional(Type.String({ pattern: "^/[^\\s]{0,150}$" })),
    /** Pause between two polls. */
    pollSeconds: Type.Optional(Type.Number({ minimum: 0.2, maximum: 3_600 })),
    /** Left out, it follows from the pause between two polls. */
    expectEverySeconds: ExpectEverySeconds,
    /** Longer than any transaction there takes: rows may become visible that long after their write_date. */
    overlapSeconds: Type.Optional(Type.Number({ minimum: 0, maximum: 86_400 })),
    /** Pause between two comparisons of all ids. */
    reconcileSeconds: Type.Optional(Type.Number({ minimum: 0.2, maximum: 86_400 })),
    /** Whether the rows that its facts were made of are kept; left out, they are. */
    keepMessages: Type.Optional(Type.Boolean()),
    /** Of its dates, where a site says nothing else. */
    timeZone: Text,
    /** Which warehouse, by its code, is which site; left out, each warehouse is a site of that code. */
    sites: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({ id: Text, name: Type.Optional(Text), timeZone: Type.Optional(Text) }, closed),
      ),
    ),
    /** What stock in a location, by its code, may be used for; left out, it is available. */
    locations: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Literal("quality"), Type.Literal("blocked")])),
    ),
    /** What a line makes in an hour, by the name of the operation: Tryton does not know. Without, no routing is told. */
    ratesPerHour: Type.Optional(Type.Record(Type.String(), Type.Number({ exclusiveMinimum: 0 }))),
    /** `frozen`: a sales promise stays what it was when it was first seen. `current`: it follows the order's date. */
    promise: Type.Optional(Type.Union([Type.Literal("frozen"), Type.Literal("current")])),
    /** Nothing is ever written there unless this is true. */
    writeBack: Type.Optional(Type.Boolean()),
    /** What is written there of facts, without anybody asking for it. */
    back: Type.Optional(Back),
  },
  closed,
);
export type Tryton = Static<typeof Tryton>;

/** What of it cannot work, in one line from the place where it stands; null if all can. */
export function checkTryton({ timeZone, sites = {}, locations = {}, writeBack, back }: Tryton): string | null {
  const zones: (readonly [string, string | undefined])[] = [["timeZone", timeZone]];
  for (const [code, site] of Object.entries(sites)) zones.push([`sites.${code}.timeZone`, site.timeZone]);
  const wrong = zones.find(([, zone]) => zone !== undefined && !isZone(zone));
  if (wrong !== undefined) return `${wrong[0]} must be an IANA time zone such as Europe/Berlin, not ${wrong[1]}`;
  const ids = Object.values(sites).map(({ id }) => id);
  const twice = ids.find((id, k) => ids.indexOf(id) !== k);
  if (twice !== undefined) return `sites names ${twice} twice: give each warehouse a site of its own`;
  if (back === undefined) return null;
  if (writeBack !== true) return "back writes: writeBack must be true with it";
  if (back.confirm?.when === "progress") return "back.confirm.when must be done: Tryton books an order when it ends";
  const { to } = back.holds ?? {};
  if (to !== undefined && locations[to] === undefined) {
    return `back.holds.to is ${to}, whose stock is available: declare it under locations`;
  }
  return checkBack(back);
}

/** Where a secret is to be found. */
export function readReference(text: string): { readonly env: string } | { readonly file: string } {
  const [, kind, name = ""] = /^\$\{(env|file):(.+)\}$/.exec(text) ?? [];
  return kind === "file" ? { file: name } : { env: name };
}
