import { present } from "@lockstep/domain/assert";
import type { ParkedFact } from "@lockstep/domain/ledger";
import type { Finding } from "@lockstep/domain/world";
import type { Asked } from "../engine-thread/protocol.ts";
import type { ShownPoints } from "./point-book.ts";

/** What is not told with each pass, and is made by the engine's thread when somebody asks; of the same moment as its view. */
export interface OnRequest {
  readonly has: (asked: Asked) => boolean;
  readonly findings: () => readonly Finding[];
  readonly parked: () => readonly ParkedFact[];
  readonly points: () => ShownPoints;
  readonly stateHash: () => string;
}

export interface Made {
  readonly findings?: readonly Finding[];
  readonly parked?: readonly ParkedFact[];
  readonly points?: ShownPoints;
  readonly stateHash?: string;
}

export interface OnRequestKeeper extends OnRequest {
  add(made: Made): void;
}

/** Stocking points that were known before stand in where a command has led to a view of which nobody has asked for them. */
export function createOnRequest(pointsBefore: ShownPoints | null = null): OnRequestKeeper {
  let all: Made = {};
  return {
    has: (asked) => all[asked] !== undefined,
    findings: () => present(all.findings, () => "findings: not asked for before looking"),
    parked: () => present(all.parked, () => "parked: not asked for before looking"),
    points: () => present(all.points ?? pointsBefore, () => "points: not asked for before looking"),
    stateHash: () => present(all.stateHash, () => "stateHash: not asked for before looking"),
    add(more) {
      all = { ...all, ...more };
    },
  };
}
