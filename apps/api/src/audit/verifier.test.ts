import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { AuditBreach, AuditProof } from "@lockstep/store/store";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import type { Noted } from "../writer/audit-rows.ts";
import { createAuditVerifier, SYSTEM } from "./verifier.ts";

const INTACT = ok<AuditProof>({ count: 3, hash: "a" });
const BROKEN = refuse<AuditBreach>({ number: 2, message: "Record 2 is not what was written." });

/** Walks end when `end` says how. */
function setup() {
  const ends: ((how: Result<AuditProof, AuditBreach>) => void)[] = [];
  const noted: Noted[] = [];
  const told: number[] = [];
  const verifier = createAuditVerifier({
    store: { verifyAudit: () => new Promise((resolve) => ends.push(resolve)) },
    place: null,
    note: async (one) => noted.push(one),
    onFinding: () => told.push(verifier.findings.length),
    log: pino({ level: "silent" }),
  });
  const walk = async (by: string, how: Result<AuditProof, AuditBreach>) => {
    const done = verifier.verify(by);
    ends.pop()?.(how);
    return done;
  };
  return { verifier, ends, noted, told, walk };
}

describe("the walk along the chain", () => {
  test("leaves the finding in its place while a broken chain is walked again, until it is intact", async () => {
    const { verifier, ends, told, walk } = setup();
    await walk(SYSTEM, BROKEN);
    expect(verifier.findings).toHaveLength(1);
    const again = verifier.verify(SYSTEM);
    expect([verifier.latest.state, verifier.findings.length]).toEqual(["running", 1]);
    ends.pop()?.(BROKEN);
    await again;
    expect(told).toEqual([1]);
    await walk(SYSTEM, INTACT);
    await walk(SYSTEM, INTACT);
    expect(told).toEqual([1, 0]);
  });

  test("is audited for each person who asks while it is on its way, and shown as theirs", async () => {
    const { verifier, ends, noted } = setup();
    const nightly = verifier.verify(SYSTEM);
    const joined = verifier.verify("otto");
    expect(verifier.latest).toMatchObject({ state: "running", startedBy: "otto" });
    void verifier.verify("anna");
    ends.pop()?.(INTACT);
    await nightly;
    expect(await joined).toMatchObject({ state: "intact", startedBy: "otto" });
    expect(noted.map(({ by, after }) => [by, after])).toEqual([
      ["otto", "intact"],
      ["anna", "intact"],
    ]);
  });

  test("is no one's record where the system alone has asked", async () => {
    const { noted, walk } = setup();
    await walk(SYSTEM, INTACT);
    expect(noted).toEqual([]);
  });
});
