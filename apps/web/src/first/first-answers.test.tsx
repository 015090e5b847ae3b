import { gql, type TypedDocumentNode } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { createClient } from "../api/client.ts";
import { droppableReads } from "../api/droppable-reads.ts";
import { type Asked, useQuestion } from "../live/use-question.ts";
import { FirstAnswersContext } from "./context.ts";
import { createFirstAnswers } from "./first-answers.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

interface Told {
  readonly asOf: { readonly seq: number };
}
const QUESTION: TypedDocumentNode<Told, { readonly site: string }> = gql`
  query Question($site: ID) { asOf(site: $site) { seq } }
`;
const A = { site: "A" };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.unstubAllGlobals();
});

/** What was asked early is answered with 1, 2, …, by `send`; what the page asks itself with 101, 102, … */
function opened(send?: () => Promise<unknown>) {
  const times = { early: 0, own: 0 };
  vi.stubGlobal("fetch", async () => Response.json({ data: { asOf: { seq: 100 + ++times.own } } }));
  const client = createClient(droppableReads());
  const first = createFirstAnswers(async () => {
    times.early += 1;
    const seq = times.early;
    await send?.();
    return { asOf: { seq } };
  });
  const shown: (number | null)[] = [];
  let last: Asked<Told> | null = null;
  function Asking(): null {
    last = useQuestion(QUESTION, A);
    shown.push(last.data?.asOf.seq ?? null);
    return null;
  }
  const settle = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)));
  const draw = async (): Promise<void> => {
    const root = createRoot(document.createElement("div"));
    ends.push(() => act(() => root.unmount()));
    await act(async () =>
      root.render(
        <ApolloProvider client={client}>
          <FirstAnswersContext value={first}>
            <Asking />
          </FirstAnswersContext>
        </ApolloProvider>,
      ),
    );
    await settle();
  };
  return { first, shown, draw, settle, times, again: () => act(async () => void (await last?.refetch())) };
}

test("what was answered before is there when the page is drawn first, and is not asked again", async () => {
  const { first, shown, draw, times, again } = opened();
  await first.ask("Question", A);
  await draw();
  expect(shown[0]).toBe(1);
  expect(times).toEqual({ early: 1, own: 0 });
  await again();
  expect(shown.at(-1), "asked again, it is told what is so then").toBe(101);
  await again();
  expect(shown.at(-1)).toBe(102);
});

test("what is still under way is waited for, and is not asked again", async () => {
  let answer = (): void => undefined;
  const { first, shown, draw, settle, times } = opened(() => new Promise<void>((resolve) => (answer = resolve)));
  void first.ask("Question", A);
  await draw();
  expect(shown).toEqual([null]);
  answer();
  await settle();
  expect(shown.at(-1)).toBe(1);
  expect(times).toEqual({ early: 1, own: 0 });
});

test("asked again before the first answer is there, it is told the newer one", async () => {
  let answer = (): void => undefined;
  const { first, shown, draw, settle, again } = opened(() => new Promise<void>((resolve) => (answer = resolve)));
  void first.ask("Question", A);
  await draw();
  await again();
  expect(shown.at(-1)).toBe(101);
  answer();
  await settle();
  expect(shown.at(-1)).toBe(101);
});

test("what fails before, answered or under way, is asked by whoever shows it", async () => {
  const refused = opened(() => Promise.reject(new Error("refused")));
  expect(await refused.first.ask("Question", A)).toBeNull();
  await refused.draw();
  expect(refused.shown.at(-1)).toBe(101);
  const late = opened(async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    throw new Error("refused");
  });
  void late.first.ask("Question", A);
  await late.draw();
  await late.settle();
  expect(late.shown.at(-1)).toBe(101);
});

test.each([
  ["another question", { site: "B" }, false],
  ["a page that is drawn already", A, true],
])("an answer to %s is nobody's", async (_, variables, isDrawn) => {
  const { first, shown, draw } = opened();
  await first.ask("Question", variables);
  if (isDrawn) first.end();
  await draw();
  expect(shown[0]).toBeNull();
  expect(shown.at(-1)).toBe(101);
});

test("what is taken is nobody else's", async () => {
  const { first } = opened();
  void first.ask("Question", A);
  expect(await first.take("Question", A)).toEqual({ asOf: { seq: 1 } });
  expect(first.take("Question", A)).toBeNull();
  expect(first.of("Question", A)).toBeUndefined();
});
