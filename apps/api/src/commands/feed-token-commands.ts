import { FACT_TYPES } from "@lockstep/domain/facts/catalogue";
import { isoOf } from "@lockstep/domain/instant";
import { findTrouble } from "@lockstep/domain/json";
import type { FeedToken, FeedTokenCreated, MutationCreateFeedTokenArgs } from "@lockstep/protocol/generated/schema";
import type { FeedTokenRow } from "@lockstep/store/store";
import { asGraphQLError, badInput } from "../errors.ts";
import type { Context } from "../graphql/context.ts";

const MOST_CHARACTERS = 200;
const MOST_LISTED = 100;

/** Makes a token for a program that sends facts; that it was made is audited, the token itself is told once. */
export async function createFeedToken(
  { viewer, writer, feedTokens }: Context,
  { name, sources, types = null, sites = null }: MutationCreateFeedTokenArgs,
): Promise<FeedTokenCreated> {
  const texts = [name, ...sources, ...(types ?? []), ...(sites ?? [])];
  const isReadable = findTrouble(texts) === null && texts.length <= MOST_LISTED;
  if (!isReadable || texts.some((text) => text.trim() === "" || text.length > MOST_CHARACTERS)) {
    throw badInput(
      `A text is empty or has more than ${MOST_CHARACTERS} characters, or there are too many: shorten it.`,
    );
  }
  if (sources.length === 0) throw badInput("Name at least one source, such as /wms/plant-a.");
  const unknown = types?.find((type) => !Object.hasOwn(FACT_TYPES, type));
  if (unknown !== undefined) throw badInput(`There are no facts of type ${unknown}: name types such as wms.receipt.`);
  if (types?.length === 0 || sites?.length === 0) {
    throw badInput("An empty list lets nothing through: leave it out for everything.");
  }
  const created = await feedTokens.create({ name, sources, types, sites, createdBy: viewer.name });
  const what = JSON.stringify({ name, sources, types, sites });
  await note(writer, { id: created.row.id, by: viewer.name, action: "feed-token-created", what });
  return { feedToken: feedTokenRow(created.row), token: created.token };
}

/** Takes a token back. Durable when it is answered. */
export async function revokeFeedToken({ viewer, writer, feedTokens }: Context, id: string): Promise<FeedToken> {
  const before = feedTokens.find(id);
  const row = await feedTokens.revoke(id, viewer.name);
  if (row === null)
    throw asGraphQLError({ code: "NOT_FOUND", message: `There is no token ${id}: read the list again.` });
  if (before?.revokedAt === null) {
    await note(writer, { id, by: viewer.name, action: "feed-token-revoked", what: row.name });
  }
  return feedTokenRow(row);
}

export function feedTokenRow(row: FeedTokenRow): FeedToken {
  const { id, name, sources, types, sites, createdBy, revokedBy } = row;
  const at = (instant: number | null): string | null => (instant === null ? null : isoOf(instant));
  const when = { createdAt: isoOf(row.createdAt), lastUsedAt: at(row.lastUsedAt), revokedAt: at(row.revokedAt) };
  return { id, name, sources, types, sites, createdBy, revokedBy, ...when };
}

interface Done {
  readonly id: string;
  readonly by: string;
  readonly action: string;
  readonly what: string;
}

const note = (writer: Context["writer"], { id, by, action, what }: Done): Promise<unknown> =>
  writer.note([{ about: `feed-token:${id}`, at: Date.now(), by, action, before: null, after: null, note: what }]);
