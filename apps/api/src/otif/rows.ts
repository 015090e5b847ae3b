import type {
  LinePredictionRow,
  LineStandingRow,
  OtifDefinitionRow,
  OtifRevisionRow,
  OtifRows,
} from "@lockstep/store/store";
import type { Standing } from "@lockstep/workflow/otif/attribution";
import type { OtifDefinition } from "@lockstep/workflow/otif/definitions";
import type { Prediction } from "@lockstep/workflow/otif/foresight";
import type { Revision } from "@lockstep/workflow/otif/revision";

/** A version of a definition that was declared, by whom and when. */
export interface Declared {
  readonly definition: OtifDefinition;
  readonly by: string;
  readonly at: number;
}

export const definitionRow = ({ definition, by, at }: Declared, seq: number): OtifDefinitionRow => ({
  id: definition.id,
  version: definition.version,
  definition: JSON.stringify(definition),
  declaredBy: by,
  declaredAt: at,
  seq,
});

const declaredOf = ({ definition, declaredBy, declaredAt }: OtifDefinitionRow): Declared => ({
  definition: JSON.parse(definition) as OtifDefinition,
  by: declaredBy,
  at: declaredAt,
});

export const standingRow = ({ line, since, state, cause, seq }: Standing): LineStandingRow => ({
  ...{ line, since, state, seq },
  kind: cause?.kind ?? null,
  subjectType: cause?.subjectType ?? null,
  subject: cause?.subject ?? null,
  resource: cause?.resource ?? null,
  supplier: cause?.supplier ?? null,
});

const standingOfRow = (row: LineStandingRow): Standing => {
  const { line, since, state, kind, subjectType, subject, resource, supplier, seq } = row;
  const isKnown = kind !== null && subjectType !== null && subject !== null;
  return { line, since, state, seq, cause: isKnown ? { kind, subjectType, subject, resource, supplier } : null };
};

export const revisionRow = (revision: Revision): OtifRevisionRow => ({
  seq: revision.because.seq,
  definition: revision.definition,
  line: revision.line,
  site: revision.site,
  at: revision.at,
  revision: JSON.stringify(revision),
});

/** What the keeper remembers from one start to the next. */
export interface Remembered {
  readonly declared: readonly Declared[];
  readonly standings: readonly Standing[];
  readonly predictions: readonly Prediction[];
  /** The latest first. */
  readonly revisions: readonly Revision[];
}

export const rememberedOf = ({ definitions, standings, predictions, revisions }: OtifRows): Remembered => ({
  declared: definitions.map(declaredOf),
  standings: standings.map(standingOfRow),
  predictions: predictions.map((row: LinePredictionRow): Prediction => row),
  revisions: revisions.map(({ revision }) => JSON.parse(revision) as Revision),
});
