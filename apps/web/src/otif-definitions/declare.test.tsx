import { ApolloClient, ApolloLink, InMemoryCache, Observable } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { act, useState } from "react";
import { createRoot } from "react-dom/client";
import { expect, test, vi } from "vitest";
import "../i18n/definitions-texts.ts";
import "../i18n/leader-texts.ts";
import { Declare } from "./declare.tsx";
import type { Draft } from "./definition-draft.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const first: Draft = {
  ...{
    id: "requested",
    customer: "",
    description: "Lines in full.",
    level: "LINE",
    basis: "REQUESTED",
    event: "DELIVER",
  },
  ...{ earlyUnit: "any", early: "0", lateUnit: "minutes", late: "0", timeZone: "", under: "0", over: "", fine: "0" },
  ...{ credit: "BINARY", partials: "ALL", customerTolerances: false, from: "", to: "" },
  ...{ excludedCustomers: "", excludedItems: "", excludedSites: "" },
};
const figure = (version: number, failed: number) => ({
  ...{ version, level: "LINE", value: 1 - failed / 100, n: 100, failed },
  ...{ missing: { amount: "5.00", currency: "EUR" }, fine: { amount: "0.00", currency: "EUR" } },
});

interface Asked {
  readonly definition: { readonly under: number };
  readonly expectedVersion?: number;
}

test("it is declared only as it was compared, and what is wrong stands beside its value", async () => {
  const asked: (Asked & { readonly name: string })[] = [];
  // The latest version that the server knows.
  let latest = 1;
  const link = new ApolloLink(({ operationName, variables }) => {
    const { definition, ...given } = variables as unknown as Asked;
    asked.push({ name: operationName ?? "", definition, ...given });
    const lines = [{ line: "SO/1", before: "FAILED", after: "KEPT" }];
    const preview = { present: figure(latest, 30), proposed: figure(latest + 1, 10), changed: 20, lines };
    const refused = { message: "under is too much", extensions: { code: "BAD_USER_INPUT", field: "under" } };
    return new Observable((answer) => {
      if (definition.under > 1) answer.next({ errors: [refused] });
      else if (operationName === "PreviewDefinition") answer.next({ data: { otifDefinitionPreview: preview } });
      else answer.next({ data: { declareOtifDefinition: { id: "requested", version: latest + 1 } } });
      answer.complete();
    });
  });
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const place = document.createElement("div");
  const root = createRoot(place);
  const declared: object[] = [];
  let type: (draft: Draft) => void = () => undefined;
  let read: (version: number) => void = () => undefined;
  function Typed() {
    const [draft, setDraft] = useState(first);
    const [version, setVersion] = useState(2);
    type = setDraft;
    read = setVersion;
    // Another object each time that says the same, as from an answer that is read again.
    const compareOf = { weeks: 13, from: "2026-01-01T00:00:00Z", to: "2026-04-01T00:00:00Z", site: null };
    return (
      <Declare
        {...{ version, isFresh: false, zone: "UTC", customers: [], compareOf }}
        draft={{ ...draft }}
        onChange={setDraft}
        onDeclared={(one) => declared.push(one)}
      />
    );
  }
  await act(async () =>
    root.render(
      <ApolloProvider client={client}>
        <Typed />
      </ApolloProvider>,
    ),
  );
  const isDone = (): Promise<void> =>
    vi.waitFor(async () => {
      await act(async () => {});
      expect(place.querySelector("form")?.getAttribute("aria-busy")).toBe("false");
    });
  const compare = async (): Promise<void> => {
    await act(async () =>
      [...place.querySelectorAll("button")].find((one) => one.textContent?.startsWith("Compare"))?.click(),
    );
    await isDone();
  };
  const declare = async (): Promise<void> => {
    await act(async () => {
      place.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    });
    await isDone();
  };
  const mayDeclare = (): boolean => place.querySelector<HTMLButtonElement>("button[type=submit]")?.disabled === false;
  expect(mayDeclare()).toBe(false);
  const said = place.querySelector('[aria-live="polite"]');
  expect(said?.textContent).not.toContain("70.0 %");
  await compare();
  expect(said?.textContent).toContain("70.0 % of 100 lines");
  expect(place.textContent).toContain("90.0 % of 100 lines");
  expect(place.textContent).toContain("20 lines change sides · 1 of 20, by id:");
  expect(mayDeclare()).toBe(true);
  await act(async () => type({ ...first, under: "250" }));
  expect(mayDeclare()).toBe(false);
  expect(place.textContent).not.toContain("90.0 % of 100 lines");
  await compare();
  expect(place.querySelectorAll('[aria-invalid="true"]')).toHaveLength(1);
  expect(place.querySelector('[aria-invalid="true"]')?.closest("label")?.textContent).toContain("under is too much");
  await act(async () => type({ ...first, under: "much" }));
  await compare();
  expect(place.textContent).toContain("This is no number");
  expect(asked).toHaveLength(2);
  await act(async () => type({ ...first, under: "2" }));
  await compare();
  expect(mayDeclare()).toBe(true);
  // Somebody else declares a version meanwhile.
  latest = 2;
  await act(async () => read(3));
  expect(mayDeclare()).toBe(false);
  await compare();
  await declare();
  expect(asked.slice(3)).toMatchObject([
    { name: "PreviewDefinition", definition: { under: 0.02 } },
    { name: "DeclareDefinition", definition: { under: 0.02 }, expectedVersion: 2 },
  ]);
  expect(declared).toEqual([{ id: "requested", version: 3 }]);
  act(() => root.unmount());
});
