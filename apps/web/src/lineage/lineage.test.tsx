import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, describe, expect, test } from "vitest";
import { HEADER, StaleMark, setStaleMarks } from "../ui/stale-mark.tsx";
import { idInWords } from "./id-words.ts";
import { staleWords } from "./stale-words.ts";
import { figureId, lineageSubjectOf } from "./subject.ts";
import { inUnit, valueInWords } from "./value-words.ts";

describe("what leans on a silent source is marked in words", () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const place = document.createElement("div");
  const root = createRoot(place);
  const marks = (): (string | null)[] =>
    [...place.querySelectorAll("[role=img]")].map((mark) => mark.getAttribute("aria-label"));
  afterEach(() => act(() => setStaleMarks(new Map())));

  test("only the rows that do, for as long as they do, with the words as title and for those who hear them", () => {
    act(() =>
      root.render(
        <>
          <StaleMark id="ex-1" />
          <StaleMark id="ex-2" />
          <StaleMark id={HEADER} />
        </>,
      ),
    );
    expect(marks()).toEqual([]);
    act(() => setStaleMarks(new Map([["ex-2", "Leans on /mes/a: silent for 12 min"]])));
    expect(marks()).toEqual(["Leans on /mes/a: silent for 12 min"]);
    expect(place.querySelector("[role=img]")?.getAttribute("title")).toBe("Leans on /mes/a: silent for 12 min");
    act(() => setStaleMarks(new Map([[HEADER, "all"]])));
    expect(marks()).toEqual(["all"]);
    act(() => setStaleMarks(new Map()));
    expect(marks()).toEqual([]);
  });

  test("the words say which source, and why: its trouble, or for how long it has been slow or silent", () => {
    const one = { source: "/wms/plant-1", status: "ERROR", ageSeconds: 720, trouble: null };
    expect(staleWords([])).toBeNull();
    expect(staleWords([one, { ...one, source: "/mes", status: "WARN", ageSeconds: 60 }])).toBe(
      "Leans on /wms/plant-1: silent for 12 min\nLeans on /mes: slow, nothing for 1 min",
    );
    expect(staleWords([{ ...one, trouble: "It cannot be read." }])).toBe("Leans on /wms/plant-1: It cannot be read.");
    expect(staleWords([{ ...one, ageSeconds: null }])).toBe("Leans on /wms/plant-1: never heard of");
  });
});

test("an address names a figure, whatever stands in the id; what names none opens nothing", () => {
  expect(lineageSubjectOf("SALES_ORDER_LINE|SO|1/10|PROMISED_AT")).toEqual({
    of: "SALES_ORDER_LINE",
    id: "SO|1/10",
    figure: "PROMISED_AT",
  });
  for (const text of ["", "|", "A|B", "A||B", "|id|B", "A|id|"]) expect(lineageSubjectOf(text)).toBeNull();
});

test("a figure of a time is named by what it is of, and found again by its id whatever stands in it", () => {
  const id = figureId(["a/b", "2026-03-02T00:00:00Z"], {
    site: null,
    week: undefined,
    customer: "C|1",
    except: ["x", "y"],
  });
  expect(id).toBe("a%2Fb/2026-03-02T00%3A00%3A00Z?customer=C%7C1&except=x&except=y");
  expect(lineageSubjectOf(`OTIF|${id}|MISSING`)?.id).toBe(id);
  expect(idInWords(id, "UTC")).toBe("a/b · Mon 2 Mar 00:00 · C|1 · x · y");
  expect(idInWords("SO-1/10", "UTC")).toBe("SO-1/10");
});

test("what is made of parts is told in its unit", () => {
  const said = (value: unknown, unit: string): string => inUnit(JSON.stringify(value), unit);
  expect(said({ value: 0.5, n: 4 }, "SHARE")).toBe("50.0 %");
  expect(said({ value: null, n: 0 }, "SHARE")).toBe("–");
  expect(said(-90, "MINUTES")).toBe("−1 h 30 min");
  expect([said(2.504, "HOURS"), said(9, "DAYS"), said(3, "NUMBER")]).toEqual(["2.5 h", "9 d", "3"]);
  expect(said({ amount: "1.50", currency: "EUR" }, "MONEY")).toBe("€1.50");
});

test("a value is told as people read it", () => {
  const told = (value: unknown): string => valueInWords(JSON.stringify(value), "Europe/Berlin");
  expect(told({ amount: "12.50", currency: "EUR" })).toBe("€12.50");
  expect(told("2026-03-02T12:00:00.000Z")).toContain("13:00");
  expect(told({ kind: "MACHINE_DOWN", subject: "LINE-1", subjectType: "RESOURCE" })).toBe("Machine down · LINE-1");
  expect(told({ total: 37, onTrack: 1, atRisk: 0, late: 2, short: 0, done: 34 })).toBe(
    "Promises today 37: 34 out · 1 on track · 0 at risk · 2 late · 0 short",
  );
  expect(told(0.25)).toBe("0.25");
  expect(told("LATE")).toBe("LATE");
});
