import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { present } from "@lockstep/domain/assert";
import { buildSchema } from "graphql";
import type { RealServer } from "./real-server.ts";
import { mutationsWithTextEverywhere } from "./texts-everywhere.ts";

const LATER = "2026-03-02T18:00:00Z";
const SHIFT = "2026-03-02T06:00:00Z";
/** A point of the curve and 16 bytes, as a browser gives them. */
const DEVICE_KEY = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM";
const DEVICE_SECRET = "tBHItJI5svbpez7KI4CCXg";

/** Mutations that take a free text, and why one of markup is none for them. All others must be carried out with it. */
const REFUSED: Readonly<Record<string, string>> = {
  resubmitQuarantined: "the text is a whole event as JSON",
  resubmitQuarantinedCause: "the text is a JSON Patch",
  endSessions: "nobody has signed in here, where all are the developer",
  changeAccount: "nobody has an account here",
  acceptHandover: "who signed a sheet cannot accept it",
};

export interface Told {
  readonly site: string;
  readonly text: string;
  /** Of exceptions that nothing else is done with: two for each mutation. */
  readonly exceptions: readonly string[];
}

/** Carries out every mutation that takes a text with it, each on what it needs; answers with those that were refused, and why. */
export async function tellEverywhere(server: RealServer, { site, text, exceptions }: Told): Promise<readonly string[]> {
  const schema = buildSchema(readFileSync(resolve("packages/protocol/src/schema.graphql"), "utf8"));
  const wrong: string[] = [];
  const mutations = mutationsWithTextEverywhere(schema, text).filter(({ texts }) => texts.length > 0);
  for (const [k, { name, document, variables }] of mutations.entries()) {
    const [one, other] = [0, 1].map((place) => present(exceptions[2 * k + place], () => "two exceptions for each"));
    const type = String(schema.getMutationType()?.getFields()[name]?.type);
    const isOfException = ["Exception!", "ManyDone!"].includes(type);
    const merged = mutations.findIndex((mutation) => mutation.name === "mergeException");
    const own = {
      ...variables,
      commandId: `everywhere-${k}`,
      ...(isOfException
        ? { id: name === "splitException" ? exceptions[2 * merged] : one, ids: [one], into: other }
        : {}),
      ...{ expectedRevision: null, expectedVersion: null, photos: [], until: LATER, estimate: LATER, at: null },
      ...(await needs(server, { site, text }))[name],
    };
    const done = await server.ask(document, own).then(
      () => null,
      (error: unknown) => String(error),
    );
    if (done !== null && REFUSED[name] === undefined) wrong.push(`${name}: ${done}`);
    if (done === null && REFUSED[name] !== undefined) wrong.push(`${name} is carried out: take it out of REFUSED`);
  }
  return wrong;
}

/** What a mutation takes besides the text, where any text will not do. */
async function needs(
  server: RealServer,
  { site, text }: Pick<Told, "site" | "text">,
): Promise<Readonly<Record<string, object>>> {
  const quarantined = await server.ask<{
    quarantine: { nodes: { id: string }[] };
    quarantineCauses: { nodes: { id: string }[] };
  }>("{ quarantine(filter: { state: OPEN }) { nodes { id } } quarantineCauses { nodes { id } } }");
  const duties = [{ person: text, role: "SUPERVISOR", team: text, weekly: [{ day: 1, start: "06:00", end: "14:00" }] }];
  const rule = { id: "everywhere", text, kind: "QUARANTINE", where: { types: ["wms.stock-count"] } };
  const condition = { is: "TEXT_NOT_AMONG", field: "data.unit", values: [text] };
  return {
    putRuleSetInForce: { basedOn: 0, rules: [{ ...rule, condition }] },
    handOver: { site, resource: null, shift: SHIFT },
    reportResourceState: { since: null, expectedUpAt: LATER },
    putEscalationPolicy: { policy: { severity: "LOW", steps: [{ afterMinutes: 1, team: text }] } },
    putRoster: { roster: { site, people: [{ id: text, name: text }], duties, standIns: [] } },
    subscribePush: {
      endpoint: "https://push.example/device",
      p256dh: DEVICE_KEY,
      auth: DEVICE_SECRET,
      name: text.slice(0, 100),
    },
    discardQuarantined: { id: quarantined.quarantine.nodes[0]?.id },
    discardQuarantinedCause: { cause: quarantined.quarantineCauses.nodes[0]?.id },
    createFeedToken: { types: ["wms.receipt"], sites: [site] },
    declareOtifDefinition: {
      definition: { id: "everywhere", description: text, basis: "REQUESTED", excludedItems: [text], over: 1 },
    },
  };
}
