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
   * state. Null if that is forgotten.
   */
  revisionOf(seq: number): number | null;
  /** Where the state of a revision stands in the log; of a forgotten one, where the oldest remembered one does. */
  seqAt(revision: number): number;
}

/**
 * The latest publications, behind the state that stood before the first of them. After a restart that is the state that
 * was restored: who read just this far may go on from there, but has to read again if it was cut off in between.
 */
export function createRing(start: { readonly seq: number; readonly revision: number }, limits: RingLimits): Ring {
  const publications: Publication[] = [];
  let rows = 0;
  let base: { readonly seq: number; readonly revision: number; readonly isFirstOfSeq: boolean } = {
    ...start,
    isFirstOfSeq: true,
  };
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
    revisionOf(seq) {
      if (seq < base.seq || (seq === base.seq && !base.isFirstOfSeq)) return null;
      if (seq === base.seq) return base.revision;
      const first = publications.find((publication) => publication.toSeq >= seq);
      if (first === undefined) return null;
      return first.toSeq === seq ? first.revision : first.revision - 1;
    },
    seqAt: (revision) => publications.findLast((one) => one.revision <= revision)?.toSeq ?? base.seq,
  };
}

const sizeOf = ({ exceptions, orderLines }: Publication): number => exceptions.length + orderLines.length;
