import { ApolloClient, ApolloLink, InMemoryCache, Observable } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import type { Handover, HandoverNow } from "@lockstep/protocol/generated/schema";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import "../i18n/handover-texts.ts";
import { AcceptForm, HandOverForm } from "./forms.tsx";

const shiftOf = (from: string) => ({ site: "A", resource: null, sheet: { shift: { from } } }) as unknown as HandoverNow;
const handoverOf = (id: string) => ({ id, by: "ann", sheet: null, cameAfter: [] }) as unknown as Handover;
const nothing = (): void => {};

describe("the forms that sign a handover", () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  let place: HTMLElement;
  let root: Root;
  /** What was sent to a server whose answers are lost. */
  let sent: Record<string, unknown>[];
  let client: ApolloClient;
  beforeEach(() => {
    place = document.createElement("div");
    root = createRoot(place);
    sent = [];
    const link = new ApolloLink(({ variables }) => {
      sent.push(variables);
      return new Observable((answer) => answer.error(new Error("lost")));
    });
    client = new ApolloClient({ link, cache: new InMemoryCache() });
  });
  afterEach(() => act(() => root.unmount()));

  const show = (form: ReactNode): void =>
    act(() => root.render(<ApolloProvider client={client}>{form}</ApolloProvider>));
  const press = (): Promise<void> =>
    act(async () => {
      place.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
  const note = (): HTMLTextAreaElement | null => place.querySelector("textarea");
  const write = (text: string): void =>
    act(() => {
      const area = note();
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area, text);
      area?.dispatchEvent(new Event("input", { bubbles: true }));
    });

  test.each([
    ["handing over", <HandOverForm key="1" now={shiftOf("2026-03-02T06:00:00Z")} zone="UTC" onSigned={nothing} />],
    ["accepting", <AcceptForm key="2" handover={handoverOf("h-1")} zone="UTC" onSigned={nothing} />],
  ])("%s: pressed again after its answer was lost, it is the same command to the letter", async (_, form) => {
    show(form);
    write("belt 3");
    await press();
    await press();
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatchObject({ note: "belt 3", at: null });
    expect(sent[1]).toEqual(sent[0]);
  });

  test("a note that is begun stays while its shift does, and is none of the next", () => {
    const now = (from: string): void => show(<HandOverForm now={shiftOf(from)} zone="UTC" onSigned={nothing} />);
    now("2026-03-02T06:00:00Z");
    write("belt 3");
    now("2026-03-02T06:00:00Z");
    expect(note()?.value).toBe("belt 3");
    now("2026-03-02T14:00:00Z");
    expect(note()?.value).toBe("");
  });

  test("nor is the note of one handover that of another", () => {
    show(<AcceptForm handover={handoverOf("h-1")} zone="UTC" onSigned={nothing} />);
    write("taken");
    show(<AcceptForm handover={handoverOf("h-2")} zone="UTC" onSigned={nothing} />);
    expect(note()?.value).toBe("");
  });
});
