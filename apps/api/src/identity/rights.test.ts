import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { present } from "@lockstep/domain/assert";
import {
  buildSchema,
  GraphQLEnumType,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../http/app.ts";
import { MORNING, troubledPlants } from "../testing/facts.ts";
import { connectLive } from "../testing/live-client.ts";
import { madeOfFigure } from "../testing/made-of.ts";
import { type GraphQLAnswer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { RIGHTS, type Right } from "./rights.ts";
import { ROLES } from "./viewer.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
  await server.send(troubledPlants());
  await server.setClock(MORNING);
}, 90_000);
afterAll(() => server.close());

const schema = buildSchema(
  readFileSync(fileURLToPath(import.meta.resolve("@lockstep/protocol/schema.graphql")), "utf8"),
);
const types = [present(schema.getQueryType(), () => "Query"), present(schema.getMutationType(), () => "Mutation")];
const everyField = types.flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));

/** Everyone who may ask: each role, at every site, at one and at one that is not there; and whoever has all of them. */
const people = ROLES.flatMap((role) => {
  const name = role.toLowerCase().replaceAll("_", "-");
  return ["", ":PLANT-A", ":PLANT-Z"].map((sites) => ({
    role,
    isEverywhere: sites === "",
    token: `dev:p:${name}${sites}`,
  }));
});

function expected({ roles, sites }: Right, who: (typeof people)[number]): boolean {
  if (roles === "anybody") return true;
  if (roles === "all" || (sites === "every" && !who.isEverywhere)) return false;
  return roles === "signed-in" || roles.includes(who.role);
}

test("there is a row for every question and every command, and for nothing else", () => {
  expect(Object.keys(RIGHTS.fields).sort()).toEqual([...everyField].sort());
});

describe.each(everyField)("%s", (name) => {
  test("is answered to those whom the table names, and FORBIDDEN to all others", async () => {
    const right = present(RIGHTS.fields[name], () => name);
    const [typeName = "", fieldName = ""] = name.split(".");
    const question = questionFor(typeName, fieldName);
    for (const who of people) {
      const { errors } = await server.ask(question, {}, who.token);
      const said = errors?.map(({ message, extensions }) => `${extensions.code} ${message}`) ?? [];
      const isRefused = said.some((one) => one === `FORBIDDEN ${right.why}`);
      expect([who.token, isRefused], said.join()).toEqual([who.token, !expected(right, who)]);
    }
  });
});

test("things of a plant are there for who sees it, and for nobody else", async () => {
  const things = `{
    line: orderLine(id: "SO-A/1") { id } purchase: purchaseOrderLine(id: "PO-9/1") { id }
    point: stockingPoint(id: "FG-1@PLANT-A") { id } lines: orderLines { totalCount } exceptions { totalCount }
    sites { id } customers { id } trace(item: "FG-2") { root { __typename } } 
    stale: staleFigures(of: SALES_ORDER_LINE, id: "SO-A/1") { __typename }
    lineage(of: SALES_ORDER_LINE, id: "SO-A/1") { __typename } overview { totalAtRisk { amount } }
  }`.replace("root { __typename }", "__typename");
  const nothing = {
    ...{ line: null, purchase: null, point: null, lines: { totalCount: 0 }, exceptions: { totalCount: 0 } },
    ...{
      sites: [],
      customers: [],
      trace: null,
      stale: [],
      lineage: null,
      overview: { totalAtRisk: { amount: "0.00" } },
    },
  };
  for (const role of ROLES) {
    const name = role.toLowerCase().replaceAll("_", "-");
    const own = await server.ask<Record<string, unknown>>(things, {}, `dev:p:${name}:PLANT-A`);
    expect([own.data?.["line"], own.data?.["lines"]]).toEqual([{ id: "SO-A/1" }, { totalCount: 2 }]);
    expect((await server.ask(things, {}, `dev:p:${name}:PLANT-Z`)).data).toEqual(nothing);
  }
});

test("a figure is taken apart into what one sees, and for nobody else", async () => {
  const time = "2026-03-01T00:00:00Z/2026-03-08T00:00:00Z";
  const figures = [
    ...[
      "OVERVIEW|PLANT-A|VALUE_AT_RISK",
      "OVERVIEW|*|OPEN_LINES",
      `OTIF|requested/${time}|ALL`,
      `OTIF|requested/${time}|MISSING`,
    ],
    ...["OTIF_FORECAST|requested/THIS_WEEK|ALL", `LINES_SAVED|${time}|CALLED`, `FORESIGHT|${time}|LATE`],
    ...[
      `ALARM_PERFORMANCE|${time}|CARDS`,
      `ESTIMATES|${time}|KEPT`,
      `ADHERENCE|PLANT-A/${time}|ALL`,
      `OEE|PLANT-A/${time}|ALL`,
    ],
    ...["PLAN_SURVIVAL|PLANT-A|ALL", `LEAD_TIMES|PLANT-A/${time}|ALL`, `PLAN_PROGRESS|PLANT-A/${time}|PLANNED`],
    ...[`PLAN_LOSSES|PLANT-A/${time}|ALL`, "OPERATION|WO-1/10|ALL"],
  ];
  for (const key of figures) {
    const [of = "", id = "", figure = ""] = key.split("|");
    const made = await madeOfFigure(server, { of, id, figure }, "dev:p:planner:PLANT-Z");
    expect([made?.parts ?? [], made?.acts ?? [], made?.facts ?? []], key).toEqual([[], [], []]);
  }
  const open = await madeOfFigure(server, { of: "OVERVIEW", id: "*", figure: "OPEN_LINES" }, "dev:p:planner:PLANT-A");
  expect(open?.parts.map(({ id }) => id)).toContain("SO-A/1");
});

describe("an administrator who looks with the eyes of others", () => {
  const look = async (query: string, as: string, token = "dev:ada:administrator") => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, "lockstep-see-as": as };
    return server.post<GraphQLAnswer<Record<string, unknown>>>("/graphql", JSON.stringify({ query }), headers);
  };

  test("sees what they see, and that is audited", async () => {
    const { body } = await look("{ viewer { name roles sites } sites { id } }", "supervisor:PLANT-B");
    const viewer = { name: "ada", roles: ["SUPERVISOR"], sites: ["PLANT-B"] };
    expect(body.data).toEqual({ viewer, sites: [{ id: "PLANT-B" }] });
  });

  test("does nothing by that", async () => {
    const command = 'mutation { comment(id: "x", text: "x", commandId: "seen-as") { id } }';
    expect((await look(command, "planner")).body.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const headers = { authorization: "Bearer dev:ada:administrator", "lockstep-see-as": "integrator" };
    expect((await server.post("/facts", "[]", headers)).status).toBe(403);
  });

  test("must be one, of every site, and name a role", async () => {
    expect((await look("{ asOf { seq } }", "leader", "dev:pia:planner")).status).toBe(403);
    expect((await look("{ asOf { seq } }", "leader", "dev:ada:administrator:PLANT-A")).status).toBe(403);
    expect((await look("{ asOf { seq } }", "king")).status).toBe(403);
  });
});

describe("the addresses", () => {
  const asks: readonly (readonly [route: string, method: string, path: string])[] = [
    ["GET /healthz", "GET", "/healthz"],
    ["GET /readyz", "GET", "/readyz"],
    ["GET /metrics", "GET", "/metrics"],
    ["* /auth/*", "GET", "/auth"],
    ["POST /auth/see-as", "POST", "/auth/see-as"],
    ["* /graphql/*", "GET", "/graphql?query={asOf{seq}}"],
    ["POST /facts", "POST", "/facts"],
    ["POST /epcis/capture", "POST", "/epcis/capture"],
    ["POST /b2mml", "POST", "/b2mml"],
    ["GET /b2mml/*", "GET", "/b2mml/material-lots?site=PLANT-A"],
    ["POST /clock", "POST", "/clock"],
    ["* /imports/*", "GET", "/imports"],
    ["POST /admin/verify", "POST", "/admin/verify"],
    ["* /connectors/*", "GET", "/connectors"],
    ["POST /connectors/*", "POST", "/connectors/none/stop"],
    ["GET /audit.csv", "GET", "/audit.csv"],
    ["GET /outgoing", "GET", "/outgoing"],
    ["GET /outgoing/rules", "GET", "/outgoing/rules"],
    ["POST /outgoing/preview", "POST", "/outgoing/preview"],
    ["POST /outgoing/*", "POST", "/outgoing/retry"],
    ["GET /packs/otif.pdf", "GET", "/packs/otif.pdf"],
    ["GET /exports/*", "GET", "/exports/order-lines.csv"],
    ["POST /photos", "POST", "/photos"],
    ["GET /photos/*", "GET", "/photos/ex-1/0"],
  ];

  test("all have a row, and every row is tried", () => {
    expect(asks.map(([route]) => route).sort()).toEqual(Object.keys(RIGHTS.routes).sort());
  });

  test.each(asks)("%s answers those whom the table names, and refuses all others", async (route, method, path) => {
    const right = present(RIGHTS.routes[route], () => route);
    for (const who of people) {
      const answer = await fetch(server.url + path, { method, headers: { authorization: `Bearer ${who.token}` } });
      const text = await answer.text();
      const isRefused = answer.status === 403 && messageIn(text) === right.why;
      expect([who.token, isRefused], text.slice(0, 200)).toEqual([who.token, !expected(right, who)]);
    }
  });

  test("an address that is not in the table is not there", async () => {
    const made = createApp.toString();
    const mounted = [...made.matchAll(/app\.(?:get|post|use|all)\(\s*"(\/[^"{]*)"/g)].map(([, path = ""]) => path);
    const known = Object.keys(RIGHTS.routes).map((route) => route.replace(/^\S+ /, "").replace(/\/\*$/, ""));
    expect(mounted.length).toBeGreaterThan(10);
    // Refuses while the server starts; the socket itself is asked elsewhere.
    expect(mounted.filter((path) => !known.includes(path))).toEqual(["/socket.io"]);
  });
});

test.each(Object.keys(RIGHTS.exports))("the file of %s is handed to those whom the table names", async (name) => {
  const right = present(RIGHTS.exports[name], () => name);
  for (const who of people) {
    const { status } = await fetch(`${server.url}/exports/${name}.csv`, {
      headers: { authorization: `Bearer ${who.token}` },
    });
    expect([who.token, status]).toEqual([who.token, expected(right, who) ? 200 : 403]);
  }
});

test.each(Object.keys(RIGHTS.topics))("the topic %s is told to those whom the table names", async (topic) => {
  const right = present(RIGHTS.topics[topic], () => topic);
  for (const who of people.filter(({ token }) => !token.endsWith("PLANT-Z"))) {
    const client = await connectLive(server.url, who.token);
    const answer = await client.watch({ topics: [topic], since: 0 });
    client.close();
    expect([who.token, answer.ok]).toEqual([who.token, expected(right, who)]);
  }
});

function messageIn(text: string): string | undefined {
  try {
    const { error, errors } = JSON.parse(text) as Partial<Refused> & GraphQLAnswer<unknown>;
    return error?.message ?? errors?.[0]?.message;
  } catch {
    return undefined;
  }
}

/** A question that can be asked: every argument that must be there, and one field of what comes back. */
function questionFor(typeName: string, fieldName: string): string {
  const type = present(
    types.find(({ name }) => name === typeName),
    () => typeName,
  );
  const field = present(type.getFields()[fieldName], () => fieldName);
  const needed = field.args.filter(
    ({ type: of, defaultValue }) => of instanceof GraphQLNonNull && defaultValue === undefined,
  );
  const args = needed.map(({ name, type: of }) => `${name}: ${argumentOf(of)}`).join(", ");
  const keyword = typeName === "Mutation" ? "mutation" : "query";
  return `${keyword} { ${fieldName}${args === "" ? "" : `(${args})`}${isLeaf(field.type) ? "" : " { __typename }"} }`;
}

const named = (type: GraphQLOutputType | GraphQLInputType): GraphQLNamedType =>
  type instanceof GraphQLNonNull || type instanceof GraphQLList ? named(type.ofType) : type;

const isLeaf = (type: GraphQLOutputType): boolean => !(named(type) instanceof GraphQLObjectType);

let commands = 0;
function argumentOf(type: GraphQLInputType): string {
  if (type instanceof GraphQLNonNull) return argumentOf(type.ofType);
  if (type instanceof GraphQLList) return `[${argumentOf(type.ofType)}]`;
  if (type instanceof GraphQLEnumType) return present(type.getValues()[0], () => type.name).name;
  if (type instanceof GraphQLInputObjectType) {
    const fields = Object.values(type.getFields()).filter((one) => one.type instanceof GraphQLNonNull);
    return `{ ${fields.map((one) => `${one.name}: ${argumentOf(one.type)}`).join(", ")} }`;
  }
  commands += 1;
  const values: Record<string, string> = { Int: "1", Float: "1", Boolean: "true", DateTime: '"2026-03-02T08:00:00Z"' };
  return values[type.name] ?? `"x-${commands}"`;
}
