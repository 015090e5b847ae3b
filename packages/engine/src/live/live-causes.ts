import { HOUR } from "@lockstep/domain/instant";
import { createTimers } from "@lockstep/domain/timers";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Found } from "../cause-rules.ts";
import { type CauseSources, causeKey, causeOf, type Hit, isCauseOf } from "../causes.ts";
import { knownOrMade } from "../known-or-made.ts";
import { isSameValue } from "../same-value.ts";
import type { CauseView } from "../views.ts";
import { change, type Draft } from "./draft.ts";
import type { LineNode } from "./line-node.ts";
import { isSameLineOutcome } from "./line-rows.ts";

/** One cause with the lines that it hits. */
export interface CauseNode {
  readonly key: string;
  readonly lines: Set<LineNode>;
  /** As it was weighed last. */
  subjectSites: readonly string[];
  isDirty: boolean;
  /** In which round it was looked up last where its subject is. */
  lookedIn: number;
}

/** The causes, each with the lines that it hits. */
export interface LiveCauses {
  readonly views: ReadonlyMap<string, CauseView>;
  /** How many were weighed; grows only. */
  readonly weighed: number;
  /** What hits a line now, in place of what did. */
  hit(line: LineNode, hit: Hit | null): void;
  /** The clock has moved on to another minute. */
  wakeDue(): void;
  /** Those of which something is different. */
  weigh(changes: Draft<CauseView>): void;
}

export function createLiveCauses(sources: CauseSources): LiveCauses {
  const { plant } = sources;
  const views = new Map<string, CauseView>();
  const nodes = new Map<string, CauseNode>();
  const dirty: CauseNode[] = [];
  const causeTimers = createTimers<string>();
  let weighed = 0;
  let round = 0;

  const touch = (cause: CauseNode): void => {
    if (cause.isDirty) return;
    cause.isDirty = true;
    dirty.push(cause);
  };

  const nodeOf = (key: string): CauseNode =>
    knownOrMade(nodes, key, () => ({ key, lines: new Set(), subjectSites: [], isDirty: false, lookedIn: -1 }));

  const leave = (line: LineNode): void => {
    const { cause } = line;
    line.hit = null;
    line.cause = null;
    if (cause === null) return;
    cause.lines.delete(line);
    touch(cause);
  };

  /** Its subject may be at another site: nothing changes meanwhile, so that once a round is enough. */
  const lookUpSites = (cause: CauseNode, found: Found): void => {
    if (cause.lookedIn === round) return;
    cause.lookedIn = round;
    if (!isSameValue(cause.subjectSites, sources.sitesOfSubject(found))) touch(cause);
  };

  const weighOne = (cause: CauseNode, changes: Draft<CauseView>): void => {
    const { key } = cause;
    const hits: Hit[] = [];
    for (const { hit } of cause.lines) if (hit !== null) hits.push(hit);
    const [first] = hits;
    if (first === undefined) {
      const before = views.get(key);
      nodes.delete(key);
      views.delete(key);
      if (before !== undefined) changes.remove(key, before);
      return;
    }
    weighed += 1;
    hits.sort((a, b) => byCodeUnit(a.line.id, b.line.id));
    cause.subjectSites = sources.sitesOfSubject(first.found);
    const view = causeOf(sources, key, hits);
    for (const { actBy, lost } of view.impacted) {
      if (lost || actBy === null) continue;
      for (const left of [0, 4 * HOUR, 24 * HOUR, 72 * HOUR])
        if (actBy - left > plant.now) causeTimers.wake(key, actBy - left);
    }
    change(views, changes, key, view);
  };

  return {
    views,
    get weighed() {
      return weighed;
    },
    hit(line, hit) {
      if (hit === null) {
        leave(line);
        return;
      }
      const before = line.hit;
      if (before !== null && line.cause !== null && isCauseOf(before.found, hit.found)) {
        // The same line as read anew: what a cause asks of it is the same.
        if (before.line === hit.line && isSameHit(before, hit)) {
          lookUpSites(line.cause, hit.found);
          return;
        }
      } else {
        leave(line);
        line.cause = nodeOf(causeKey(hit.found));
        line.cause.lines.add(line);
      }
      line.hit = hit;
      touch(line.cause);
    },
    wakeDue() {
      for (const key of causeTimers.due(plant.now)) touch(nodeOf(key));
    },
    weigh(changes) {
      for (const cause of dirty) {
        cause.isDirty = false;
        weighOne(cause, changes);
      }
      dirty.length = 0;
      round += 1;
    },
  };
}

const isSameHit = (a: Hit, b: Hit): boolean =>
  a.valueAtRiskMinor === b.valueAtRiskMinor &&
  a.remainingWork === b.remainingWork &&
  a.resource === b.resource &&
  a.found.clearsAt === b.found.clearsAt &&
  isSameLineOutcome(a.outcome, b.outcome);
