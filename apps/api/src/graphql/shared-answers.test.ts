import { parse } from "graphql";
import { expect, test } from "vitest";
import { scopeOf } from "../identity/scope.ts";
import { developer, type Viewer } from "../identity/viewer.ts";
import type { Context } from "./context.ts";
import { createSharedAnswers } from "./shared-answers.ts";

const BOARD = parse(
  "query Board($first: Int) { asOf { seq } exceptions(first: $first) { nodes { id } } feeds { id } }",
);
const MINE = parse("{ asOf { seq } viewer { name } }");

interface Ask {
  readonly viewer?: Viewer;
  readonly revision?: number;
  readonly document?: typeof BOARD;
  readonly first?: number;
  readonly past?: object;
}

/** One question of somebody to the view of that number. */
function ask({ viewer = developer, revision = 1, document = BOARD, first = 50, past }: Ask = {}) {
  const view = { revision };
  const contextValue = { viewer, writer: { view }, past: past ?? null, store: {}, moment: { viewer, view } };
  return { contextValue: contextValue as unknown as Context, document, request: { variables: { first } } };
}

const answer = (data: Record<string, unknown>) => ({ kind: "single", singleResult: { data } }) as const;

function sharing() {
  const shared = createSharedAnswers();
  const answered = (asked: ReturnType<typeof ask>, look: (context: Context) => unknown = () => null) => {
    const keep = shared.making(asked);
    look(asked.contextValue);
    keep(answer({ of: asked.contextValue.moment.view.revision }));
  };
  const found = (asked: ReturnType<typeof ask>): unknown => {
    const response = shared.find(asked);
    return response?.body.kind === "single" ? response.body.singleResult.data : null;
  };
  return { shared, answered, found };
}

const anna: Viewer = { name: "anna", roles: new Set(["PLANNER"]), scope: scopeOf(["A"]) };

test("what one was told of a view is told to all who have the same rights, whatever their name", () => {
  const { answered, found } = sharing();
  expect(found(ask({ viewer: anna }))).toBeNull();
  answered(ask({ viewer: anna }), ({ moment, viewer }) => [moment.viewer.roles, viewer.scope.sees("A")]);
  expect(found(ask({ viewer: { ...anna, name: "ben", from: "10.0.0.1" } }))).toEqual({ of: 1 });
});

test("and to nobody with other rights, nor to whom asks something else, or of the past, or for a feed", () => {
  const { answered, found } = sharing();
  answered(ask({ viewer: anna }));
  const others: readonly Ask[] = [
    { viewer: { ...anna, roles: new Set(["LEADER"]) } },
    { viewer: { ...anna, roles: new Set(["PLANNER", "LEADER"]) } },
    { viewer: { ...anna, scope: scopeOf(["A", "B"]) } },
    { viewer: { ...anna, scope: developer.scope } },
    { viewer: { ...anna, withoutMoney: true } },
    { viewer: { ...anna, seenBy: "ada" } },
    { viewer: { ...anna, feed: {} as never } },
    { viewer: anna, first: 10 },
    { viewer: anna, document: parse("{ asOf { now } }") },
    { viewer: anna, past: {} },
  ];
  for (const other of others) expect(found(ask(other)), JSON.stringify(other)).toBeNull();
});

test("with the next view it is over, also where time alone has moved", () => {
  const { answered, found } = sharing();
  answered(ask());
  expect(found(ask({ revision: 2 }))).toBeNull();
  answered(ask({ revision: 2 }));
  expect(found(ask({ revision: 2 }))).toEqual({ of: 2 });
});

test("an answer that has looked at anything but the view and the rights is its own", () => {
  const looks: readonly ((context: Context) => unknown)[] = [
    ({ viewer }) => viewer.name,
    ({ moment }) => moment.viewer.name,
    ({ moment }) => moment.viewer.from,
    ({ store }) => store,
    ({ writer }) => writer.view,
    (context) => ({ ...context }),
  ];
  for (const look of looks) {
    const { answered, found } = sharing();
    answered(ask(), look);
    expect(found(ask()), String(look)).toBeNull();
  }
});

test("what is made of more than the view, a command and an error are never shared", () => {
  const { shared, answered, found } = sharing();
  const documents = [
    MINE,
    parse("mutation { exceptions }"),
    parse("query { ...Whole } fragment Whole on Query { asOf { seq } }"),
  ];
  for (const document of documents) {
    answered(ask({ document }));
    expect(found(ask({ document }))).toBeNull();
  }
  const asked = ask();
  shared.making(asked)({ kind: "single", singleResult: { errors: [], data: {} } });
  expect(found(ask())).toBeNull();
});

test("of one view not everything is kept that somebody can think of", () => {
  const { answered, found } = sharing();
  const all = Array.from({ length: 1_000 }, (_, first) => ask({ first }));
  for (const asked of all) answered(asked);
  expect(
    all.filter((asked) => found(ask({ first: Number(asked.request.variables.first) })) !== null).length,
  ).toBeLessThan(100);
});

test("what is shared is written once, and anything else each time", () => {
  const { shared } = sharing();
  let written = 0;
  const data = () => ({ toJSON: () => ({ n: ++written }) });
  const common = data();
  shared.making(ask())(answer(common));
  const texts = [common, common].map((one) => shared.textOf({ data: one }));
  expect(texts).toEqual(['{"data":{"n":1}}\n', '{"data":{"n":1}}\n']);
  const own = data();
  expect([own, own].map((one) => shared.textOf({ data: one }))).toEqual(['{"data":{"n":2}}\n', '{"data":{"n":3}}\n']);
  expect(shared.textOf({ data: common, errors: [] }), "with an error it is another one").toBe(
    '{"data":{"n":4},"errors":[]}\n',
  );
});
