import type { Lineage } from "@lockstep/protocol/generated/schema";
import type { ServerProcess } from "./server-process.ts";

const LINEAGE = `query ($of: LineageOf!, $id: ID!, $figure: LineageFigure!, $after: String) {
  lineage(of: $of, id: $id, figure: $figure) {
    value leftOut
    parts(first: 200, after: $after) {
      makeUp unit total totalCount pageInfo { hasNextPage endCursor } nodes { of id figure name value weight at }
    }
    acts(first: 200) { totalCount nodes { exception action by } }
    behind(first: 200) { totalCount nodes { role kind subject fact { type } } }
  } }`;

type Part = NonNullable<Lineage["parts"]>["nodes"][number];

/** What a figure is made of, as a person gets it who asks for all pages. */
export interface MadeOfFigure {
  readonly value: unknown;
  readonly total: unknown;
  readonly makeUp: string | null;
  readonly parts: readonly Part[];
  /** Of their values, whole: money in minor units. */
  readonly sum: number;
  readonly weight: number;
  readonly acts: Lineage["acts"]["nodes"];
  readonly facts: readonly string[];
}

/** Null: there is nothing that they may see. */
export async function madeOfFigure(
  server: Pick<ServerProcess, "ask">,
  asked: { readonly of: string; readonly id: string; readonly figure?: string },
  token?: string,
): Promise<MadeOfFigure | null> {
  const parts: Part[] = [];
  let after: string | null = null;
  for (;;) {
    const lineage: Lineage | null = await read(server, { figure: "ALL", ...asked, after }, token);
    if (lineage === null) return null;
    parts.push(...(lineage.parts?.nodes ?? []));
    if (lineage.parts?.pageInfo.hasNextPage) {
      after = lineage.parts.pageInfo.endCursor;
      continue;
    }
    return {
      ...{
        value: parsed(lineage.value),
        total: parsed(lineage.parts?.total),
        makeUp: lineage.parts?.makeUp ?? null,
        parts,
      },
      sum: parts.reduce((sum, { value }) => sum + minorOf(parsed(value)), 0),
      weight: parts.reduce((sum, { weight }) => sum + (weight ?? 0), 0),
      acts: lineage.acts.nodes,
      facts: lineage.behind.nodes.map(({ fact }) => fact.type),
    };
  }
}

async function read(server: Pick<ServerProcess, "ask">, asked: object, token?: string): Promise<Lineage | null> {
  const { data, errors } = await server.ask<{ lineage: Lineage | null }>(LINEAGE, asked, token);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.lineage;
}

const parsed = (text: string | null | undefined): unknown =>
  text === null || text === undefined ? null : JSON.parse(text);

const minorOf = (value: unknown): number => {
  if (typeof value === "number") return value;
  const { amount } = (value ?? { amount: "0" }) as { readonly amount: string };
  return Math.round(Number(amount) * 100);
};
