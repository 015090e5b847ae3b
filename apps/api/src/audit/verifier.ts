import { isoOf } from "@lockstep/domain/instant";
import type { Finding } from "@lockstep/domain/world";
import type { AuditProof, Store } from "@lockstep/store/store";
import { reasonIn } from "../errors.ts";
import type { Checkpoint } from "../identity/checkpoints.ts";
import type { Log } from "../log.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { type CheckpointPlace, openCheckpoints } from "./checkpoint-file.ts";

/** So long nothing is looked at after each part, so that what is to be written does not wait for it. */
const PAUSE_MS = 5;

/** How the chain of audited records stood when it was walked last, or how far that has come. */
export interface AuditCheck {
  readonly state: "never" | "running" | "intact" | "broken" | "failed";
  /** Who asked for it: where a person has joined the walk of the system, that person. */
  readonly startedBy: string | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly checked: number;
  readonly total: number;
  /** Of the last record, if all are what was written. */
  readonly hash: string | null;
  /** The first record that is not what was written. */
  readonly firstBroken: number | null;
  /** What is wrong, in words; null while nothing is. */
  readonly message: string | null;
  /** How many signed checkpoints it was held against, and the newest. */
  readonly checkpoints: number;
  readonly newestCheckpoint: Checkpoint | null;
}

export interface AuditVerifier {
  readonly latest: AuditCheck;
  /** Says so on the list of findings from when the chain was found broken until it is found intact. */
  readonly findings: readonly Finding[];
  /** Walks the chain from its first record, or joins the walk that is on its way; never rejects. */
  verify(by: string): Promise<AuditCheck>;
  stop(): void;
}

export interface VerifierParts {
  readonly store: Pick<Store, "verifyAudit">;
  /** Null: no checkpoints are kept. */
  readonly place: CheckpointPlace | null;
  /** That a person has looked is audited itself. */
  readonly note: (noted: Noted) => Promise<unknown>;
  readonly onFinding: () => void;
  readonly log: Log;
}

export const SYSTEM = "system";

const never: AuditCheck = {
  ...{ state: "never", startedBy: null, startedAt: null, finishedAt: null, checked: 0, total: 0, hash: null },
  ...{ firstBroken: null, message: null, checkpoints: 0, newestCheckpoint: null },
};

export function createAuditVerifier({ store, place, note, onFinding, log }: VerifierParts): AuditVerifier {
  let latest = never;
  let running: Promise<AuditCheck> | null = null;
  /** What was proven since the start: it holds also where no checkpoints are kept. */
  let proven: AuditProof | null = null;
  let broken: AuditCheck | null = null;
  /** Persons who wait for the walk that is on its way. */
  const waiting = new Set<string>();
  let isStopped = false;

  const pause = async (checked: number, total: number): Promise<void> => {
    latest = { ...latest, checked, total };
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (isStopped) throw new Error("the server stops");
  };

  async function walk(): Promise<AuditCheck> {
    const opened = place === null ? null : await openCheckpoints(place);
    if (opened?.ok === false) return { ...latest, state: "failed", message: `${opened.error}: nothing was looked at` };
    const kept = opened?.value.checkpoints ?? [];
    const proof = await store.verifyAudit(proven === null ? kept : [...kept, proven], pause);
    const checkpoints = { checkpoints: kept.length, newestCheckpoint: kept.at(-1) ?? null };
    if (!proof.ok) {
      const { number: firstBroken, message } = proof.error;
      return { ...latest, ...checkpoints, state: "broken", firstBroken, message };
    }
    proven = proof.value;
    const { count, hash } = proof.value;
    const isNew = count > (kept.at(-1)?.count ?? 0);
    const added = isNew ? ((await opened?.value.add(proof.value, isoOf(Date.now()))) ?? null) : null;
    return {
      ...{ ...latest, state: "intact", checked: count, total: count, hash },
      checkpoints: kept.length,
      newestCheckpoint: added ?? kept.at(-1) ?? null,
    };
  }

  /** That each of those has looked, also who comes while it is written. */
  async function noteAll({ state, checked, message }: AuditCheck): Promise<void> {
    const said = state === "intact" ? `${checked} records are what was written` : message;
    for (const by of waiting) {
      if (isStopped) return;
      const when = { at: Date.now(), by, before: null, after: state, note: said };
      await note({ about: "audit:chain", action: "audit-verified", ...when }).catch((error: unknown) =>
        log.error(error, "that the audit was verified could not be written down"),
      );
    }
  }

  async function verify(by: string): Promise<AuditCheck> {
    const was = broken !== null;
    latest = { ...never, state: "running", startedBy: by, startedAt: Date.now() };
    const found = await walk().catch((error: unknown): AuditCheck => {
      if (!isStopped) log.error(error, "the chain of audited records could not be walked");
      return { ...latest, state: "failed", message: reasonIn(error) };
    });
    const { state, checked, firstBroken, message } = found;
    if (state === "broken") log.error({ firstBroken }, `the audit is not what was written: ${message}`);
    else log.info({ state, checked }, "the chain of audited records was walked");
    await noteAll(found);
    waiting.clear();
    latest = { ...found, startedBy: latest.startedBy, finishedAt: Date.now() };
    if (state === "broken") broken = latest;
    else if (state === "intact") broken = null;
    if ((broken !== null) !== was) onFinding();
    return latest;
  }

  return {
    get latest() {
      return latest;
    },
    get findings() {
      return broken === null ? [] : [brokenFinding(broken)];
    },
    verify(by) {
      if (by !== SYSTEM) waiting.add(by);
      running ??= verify(by).finally(() => {
        running = null;
      });
      if (by !== SYSTEM && latest.startedBy === SYSTEM) latest = { ...latest, startedBy: by };
      return running;
    },
    stop() {
      isStopped = true;
    },
  };
}

const brokenFinding = ({ message }: AuditCheck): Finding => ({
  ...{ subjectType: "tower", subject: "audit", rule: "audit-broken" },
  text: `${message} Keep the database as it is, and ask an administrator who may write into it.`,
});
