import type { Publication } from "./publication.ts";

/** How far back a client may resume. */
export interface RingLimits {
  readonly publications: number;
  readonly rows: number;
}

export interface Ring {
  push(publication: Publication): void;
  /** Everything published after a revision, in order. */
  after(revision: number): readonly Publication[];
  /**
   * The revision in which the state of a sequence was first published: whatever came after it is new to a reader of that
   * state. Null if that is forgotten. `readAfter`: who asks has read after that revision was shown; then what is forgotten of
   * before is nothing to them.
   */
  revisionOf(seq: number, readAfter?: number | null): number | null;
  /** Where the state of a revision stands in the log; of a forgotten one, where the oldest remembered one does. */
  seqAt(revision: number): number;
}

/** What stood before the first publication; of a restart, what was restored. */
export interface Start {
  readonly seq: number;
  readonly revision: number;
  /**
   * All of it, which whoever has read just this far is told: as time alone changes what is shown, nobody knows how much of it they
   * have seen, before the restart or since. Null: it is too much, and they have to read again.
   */
  readonly whole: Publication | null;
}

/** The latest publications, behind the state that stood before the first of them. */
export function createRing({ seq: startSeq, revision: startRevision, whole }: Start, limits: RingLimits): Ring {
  const publications: Publication[] = [];
  let rows = 0;
  let base: { readonly seq: number; readonly revision: number; readonly isFirstOfSeq: boolean } = {
    seq: startSeq,
    revision: startRevision,
    // Before the first fact there is nothing that time could change.
    isFirstOfSeq: startSeq === 0,
  };
  if (whole !== null) {
    publications.push(whole);
    rows = sizeOf(whole);
    base = { seq: startSeq, revision: startRevision - 1, isFirstOfSeq: true };
  }
  const forgetOldest = (): void => {
    const oldest = publications.shift();
    if (oldest === undefined) return;
    rows -= sizeOf(oldest);
    base = { seq: oldest.toSeq, revision: oldest.revision, isFirstOfSeq: oldest.toSeq > base.seq };
  };
  return {
    push(publication) {
      publications.push(publication);
      rows += sizeOf(publication);
      while (publications.length > limits.publications || (rows > limits.rows && publications.length > 1))
        forgetOldest();
    },
    after: (revision) => publications.filter((publication) => publication.revision > revision),
    revisionOf(seq, readAfter = null) {
      if (seq < base.seq) return null;
      if (seq === base.seq) {
        if (base.isFirstOfSeq) return base.revision;
        return readAfter !== null && readAfter >= base.revision ? readAfter : null;
      }
      const first = publications.find((publication) => publication.toSeq >= seq);
      if (first === undefined) return null;
      return first.toSeq === seq ? first.revision : first.revision - 1;
    },
    seqAt: (revision) => publications.findLast((one) => one.revision <= revision)?.toSeq ?? base.seq,
  };
}

const sizeOf = ({ exceptions, orderLines }: Publication): number => exceptions.length + orderLines.length;
