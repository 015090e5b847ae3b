import { describe, expect, test } from "vitest";
import { changesOf, notSaidBefore } from "./changes.ts";

const columns = { type: "assigned", exceptionId: "ex-1", at: 5, by: "anna", before: "open", after: "in-progress" };

describe("what an audited record says", () => {
  test("[U1] is told beside its columns, with what was said of it before, whatever the record was that said it", () => {
    const earlier = [
      { ...columns, type: "commented", note: "look" },
      { ...columns, to: "cleo" },
      { ...columns, to: "dora" },
    ];
    expect(changesOf({ ...columns, to: "bert", commandId: "c-1" }, earlier)).toEqual([
      { what: "to", before: "cleo", after: "bert" },
    ]);
    expect(changesOf({ ...columns, to: "bert" }, [])).toEqual([{ what: "to", before: null, after: "bert" }]);
  });

  test("[U1] leaves out what is the same, and names instants and places in lists", () => {
    const before = { ...columns, seen: { severity: "high", actBy: 0, sites: ["A", "B"] }, reason: "parts" };
    const after = { ...columns, seen: { severity: "high", actBy: 60_000, sites: ["A"] }, reason: "parts" };
    expect(changesOf(after, [before])).toEqual([
      { what: "seen.actBy", before: "1970-01-01T00:00:00.000Z", after: "1970-01-01T00:01:00.000Z" },
      { what: "seen.sites.1", before: "B", after: null },
      { what: "reason", before: null, after: "parts" },
    ]);
  });

  test("[U1] names the instants of a handover, and no person for one", () => {
    const event = {
      ...columns,
      type: "handed-over",
      lateAfter: 60_000,
      sheet: { shift: { from: 0, to: 0 } },
      to: "bert",
    };
    expect(changesOf(event, []).map(({ after }) => after)).toEqual([
      ...["1970-01-01T00:01:00.000Z", "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z", "bert"],
    ]);
  });

  test("[U2] compares a policy with the one before it that holds for the same", () => {
    const policy = (severity: string, minutes: number) => ({
      ...{ ...columns, type: "policy-put" },
      policy: { site: "A", kind: null, severity, steps: [{ afterMinutes: minutes }] },
    });
    expect(changesOf(policy("high", 10), [policy("low", 60), policy("high", 20)])).toEqual([
      { what: "policy.steps.0.afterMinutes", before: "20", after: "10" },
    ]);
  });

  test("[U3] is looked for further back as long as nothing was said of it", () => {
    const event = { ...columns, to: "bert", reason: "ill", seen: { severity: "high" } };
    expect(notSaidBefore(event, [])).toEqual(["to", "seen"]);
    expect(notSaidBefore(event, [{ ...columns, to: null }])).toEqual(["seen"]);
    expect(notSaidBefore({ ...columns, note: "x" }, [])).toEqual([]);
  });

  test("[U1] is nothing where a record has none of that", () => {
    expect(changesOf(null, [null, { to: "x" }])).toEqual([]);
  });
});
