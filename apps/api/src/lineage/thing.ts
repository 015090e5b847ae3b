import type { SubjectType } from "@lockstep/engine/views";

/** Something whose facts a figure may stand on. */
export interface Thing {
  readonly kind: SubjectType;
  /** The facts' own id. */
  readonly id: string;
  /** Of a stocking point, only what lies there of that lot; empty: what has no lot number. */
  readonly lot?: string;
}

export const keyOf = ({ kind, id, lot }: Thing): string =>
  lot === undefined ? `${kind}\0${id}` : `${kind}\0${id}\0${lot}`;
