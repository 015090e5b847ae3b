import { asc, desc, gte, sql } from "drizzle-orm";
import { type Db, rowsOf } from "./insert-rows.ts";
import type { OtifRows } from "./records.ts";
import { linePredictions, lineStandings, otifDefinitions, otifRevisions } from "./schema.ts";

/** What became of order lines. Arguments and results are plain data, so that it can be called across a thread. */
export function createOtifTables(db: Db) {
  return {
    otifRows: async ({ closesAfter, revisions }: OtifQuery): Promise<OtifRows> => ({
      definitions: await db
        .select()
        .from(otifDefinitions)
        .orderBy(asc(otifDefinitions.id), asc(otifDefinitions.version)),
      standings: await db.select().from(lineStandings).orderBy(asc(lineStandings.line), asc(lineStandings.since)),
      predictions: await db.select().from(linePredictions).where(gte(linePredictions.closesAt, closesAfter)),
      revisions: await db
        .select()
        .from(otifRevisions)
        .orderBy(
          desc(otifRevisions.at),
          desc(otifRevisions.seq),
          asc(otifRevisions.line),
          asc(otifRevisions.definition),
        )
        .limit(revisions),
    }),
  };
}

export interface OtifQuery {
  /** Predictions of what closes then or later. */
  readonly closesAfter: number;
  /** So many of the latest. */
  readonly revisions: number;
}

const asTheNewOne = {
  state: sql`excluded.state`,
  kind: sql`excluded.kind`,
  subjectType: sql`excluded.subject_type`,
  subject: sql`excluded.subject`,
  resource: sql`excluded.resource`,
  supplier: sql`excluded.supplier`,
  seq: sql`excluded.seq`,
};

export async function keepOtif(tx: Db, given: Partial<OtifRows>): Promise<void> {
  const { definitions = [], standings = [], predictions = [], revisions = [] } = given;
  if (definitions.length > 0) await tx.insert(otifDefinitions).select(rowsOf(otifDefinitions, definitions));
  if (standings.length > 0) {
    const last = new Map(standings.map((row) => [`${row.line}\0${row.since}`, row]));
    await tx
      .insert(lineStandings)
      .select(rowsOf(lineStandings, [...last.values()]))
      .onConflictDoUpdate({ target: [lineStandings.line, lineStandings.since], set: asTheNewOne });
  }
  if (predictions.length > 0) {
    await tx.insert(linePredictions).select(rowsOf(linePredictions, predictions)).onConflictDoNothing();
  }
  if (revisions.length > 0) {
    await tx.insert(otifRevisions).select(rowsOf(otifRevisions, revisions)).onConflictDoNothing();
  }
}
