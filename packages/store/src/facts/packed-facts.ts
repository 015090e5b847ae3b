import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { type Column, columnOf, valuesOf } from "./columns.ts";
import { createTexts, type PackedTexts, packTexts } from "./packed-texts.ts";
import { StoredFact, type StoredFields } from "./stored-fact.ts";

/** Small enough that to pack or to unpack as many holds up nothing for long. */
export const FACTS_A_CHUNK = 2_048;

/** Checked facts as bytes: plain data that can be kept, sent to another thread and unpacked any number of times. */
export interface PackedFacts {
  readonly count: number;
  /** Everything but the canonical texts. */
  readonly rows: Uint8Array;
  readonly texts: PackedTexts;
}

/** Facts of one type whose data has the same fields. */
interface Group {
  readonly type: FactType;
  readonly deleted: boolean;
  readonly fields: readonly string[];
  readonly data: readonly Column[];
  readonly source: Column;
  readonly id: Column;
  /** Null where the key is the data's id. */
  readonly key: Column | null;
  readonly subject: Column | null;
  readonly connector: Column;
  readonly time: readonly number[];
  readonly receivedAt: readonly number[];
  readonly seq: readonly number[];
}

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const compress = promisify(zstdCompress);

/** At most `FACTS_A_CHUNK` of them at a time; what they say is read before this returns. */
export async function packFacts(
  facts: readonly AnyFact[],
  connectorOf: (fact: AnyFact) => string,
): Promise<PackedFacts> {
  const alike = groupAlike(facts);
  const groups = alike.map((group) => packGroup(group, connectorOf));
  const rows = compress(JSON.stringify(groups), FAST);
  const texts = packTexts(alike.flatMap((group) => group.map(({ canonical }) => canonical)));
  return { count: facts.length, rows: new Uint8Array(await rows), texts: await texts };
}

/** As they were packed, but in another order. Their canonical texts stay packed until they are asked for. */
export function unpackFacts(packed: PackedFacts): readonly AnyFact[] {
  const facts: AnyFact[] = [];
  for (const rows of unpackRows(packed)) for (let row = 0; row < rows.count; row += 1) facts.push(rows.fact(row));
  return facts;
}

/** Facts of one type, read from packed bytes: what each says is put together when it is asked for. */
export interface FactRows {
  readonly type: FactType;
  readonly deleted: boolean;
  readonly count: number;
  readonly key: readonly string[];
  readonly source: readonly string[];
  readonly id: readonly string[];
  readonly time: readonly number[];
  /** Another one each time. */
  fact(row: number): AnyFact;
}

/** The same facts in the same order. A chunk takes a few milliseconds, less than to and from another thread. */
export function unpackRows(packed: PackedFacts): readonly FactRows[] {
  const groups = JSON.parse(zstdDecompressSync(packed.rows).toString()) as Group[];
  const textOf = createTexts(packed.texts);
  let first = 0;
  return groups.map((group) => {
    const rows = rowsOf(group, textOf, first);
    first += rows.count;
    return rows;
  });
}

function groupAlike(facts: readonly AnyFact[]): AnyFact[][] {
  const groups = new Map<string, AnyFact[]>();
  for (const fact of facts) {
    const hasSubject = fact.subject !== undefined;
    const shape = `${fact.type} ${fact.deleted} ${hasSubject} ${Object.keys(fact.data).join()}`;
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [fact]);
    else group.push(fact);
  }
  return [...groups.values()];
}

function packGroup(facts: readonly AnyFact[], connectorOf: (fact: AnyFact) => string): Group {
  const [first] = facts;
  if (first === undefined) throw new Error("a group of no facts");
  const fields = Object.keys(first.data);
  const isKeyedById = facts.every(({ key, data }) => "id" in data && data.id === key);
  return {
    type: first.type,
    deleted: first.deleted,
    fields,
    data: fields.map((field) => columnOf(facts.map(({ data }) => data[field as keyof typeof data]))),
    source: columnOf(facts.map(({ source }) => source)),
    id: columnOf(facts.map(({ id }) => id)),
    key: isKeyedById ? null : columnOf(facts.map(({ key }) => key)),
    subject: first.subject === undefined ? null : columnOf(facts.map(({ subject }) => subject)),
    connector: columnOf(facts.map(connectorOf)),
    time: facts.map(({ time }) => time),
    receivedAt: facts.map(({ receivedAt }) => receivedAt),
    seq: facts.map(({ seq }) => seq),
  };
}

function rowsOf(group: Group, textOf: (place: number) => string, first: number): FactRows {
  const { type, deleted, fields, time, receivedAt, seq } = group;
  const data = group.data.map(valuesOf);
  const stored: StoredFields = {
    type,
    deleted,
    source: textsOf(group.source),
    id: textsOf(group.id),
    time,
    subject: group.subject === null ? null : textsOf(group.subject),
    key: group.key === null ? ((data[fields.indexOf("id")] ?? []) as readonly string[]) : textsOf(group.key),
    receivedAt,
    seq,
    connector: textsOf(group.connector),
    textOf: (row) => textOf(first + row),
  };
  const { key, source, id } = stored;
  return {
    ...{ type, deleted, count: seq.length, key, source, id, time },
    fact(row) {
      // Field by field, as the check makes it: so that engines find one form of data, not two.
      const own: Record<string, unknown> = {};
      for (let f = 0; f < fields.length; f += 1) own[fields[f] ?? ""] = data[f]?.[row];
      return new StoredFact(stored, row, own) as AnyFact;
    },
  };
}

const textsOf = (column: Column): readonly string[] => valuesOf(column) as readonly string[];
